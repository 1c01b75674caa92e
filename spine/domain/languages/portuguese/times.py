"""Portuguese: how numbers, clock times, lengths of time and days are said in a request."""

from spine.domain.languages.notation import numbered_from, phrase_set, word_set
from spine.domain.languages.portuguese.words import MONTHS, WEEKDAYS
from spine.domain.languages.request_forms import MeetingLengths, TimeWords

TIMES = TimeWords(
    units=numbered_from(1, "um/uma dois/duas tres quatro cinco seis sete oito nove"),
    teens=numbered_from(
        10,
        """dez onze doze treze catorze/quatorze quinze dezesseis/dezasseis dezessete/dezassete dezoito
        dezenove/dezanove""",
    ),
    tens={
        "vinte": 20, "trinta": 30, "quarenta": 40, "cinquenta": 50, "cincoenta": 50, "sessenta": 60, "setenta": 70,
        "oitenta": 80, "noventa": 90,
    },
    hundreds={"cem": 100, "cento": 100},
    ordinals={"primeiro": 1},
    pairs=phrase_set("par de, um par de"),
    ands=word_set("e"),
    fraction_links=word_set("de da uma"),
    halves=phrase_set("meia, meio"),
    quarters=phrase_set("quarto, quartos"),
    numbered=word_set(
        """sala leito cama turma bloco andar unidade fase lote rota linha turno ala artigo item versao piso predio torre
        etapa nivel pagina capitulo grupo setor nucleo galpao armazem doca baia box mesa modulo sprint anexo clausula km
        serie quadra apartamento apto porta portao pista faixa numero patio lamina"""
    ),
    timed=word_set(
        """turno turnos expediente horario trem onibus autocarro comboio metro voo barca balsa missa culto aula janela
        sessao novela jornal"""
    ),
    labels=phrase_set(
        "quando, data, dia, hora, horario, inicio, comeco, duracao, tempo, data e hora, data e horario, dia e hora, "
        "dia e horario, duracao prevista, duracao estimada, tempo previsto, tempo estimado, horario previsto"
    ),
    hours=phrase_set("hora, horas, horinha, horinhas, horita, horitas"),
    minutes=word_set("minuto minutos minutinho minutinhos minutito minutitos"),
    length_range_leads=word_set("entre de"),
    length_range_joins=word_set("a ou ate"),
    hour_marks=word_set("hora horas"),
    oclocks=phrase_set("em ponto, horas em ponto"),
    noons=phrase_set("meio dia, 12 horas do dia"),
    midnights=phrase_set("meia noite"),
    to=phrase_set("para as, para a, para o, pras, pra as, pra a, pro, pra, p as, para"),
    minutes_after_and=word_set("e"),
    minus=word_set("menos"),
    at=phrase_set(
        "as, a partir das, a partir da, a partir do, depois das, antes das, por volta das, por volta da, por volta do, "
        "la pelas, la pela, la pelo, pelas, perto das, ali pelas, apos as, ate as, la para as, la pras, "
        "faltando, faltam, com inicio as, comecando as, comeca as, inicio as, la por volta das, para as, pras, pra as"
    ),
    at_one=word_set("a"),
    near=phrase_set(
        "inicio, com inicio, comecando, comeca, ao, aos, ate, ate o, apos, apos o, antes do, depois do, "
        "perto do, la pelo, pelo"
    ),
    range_leads=phrase_set("das, da uma, entre as, entre a, entre o"),
    weak_range_leads=phrase_set("de, do, dos, da, entre, desde as, desde"),
    between=phrase_set("entre, entre as, entre a, entre o"),
    range_joins=phrase_set("as, a, ao, ate, ate as, ate a, ate o, ate ao, ate aos"),
    range_ends=phrase_set(
        "fim as, e fim as, com fim as, termino as, e termino as, com termino as, terminando as, e terminando as, "
        "encerramento as, e encerramento as, encerrando as, e encerrando as, fim, termino, encerramento, "
        "termina, e termina, termina as, e termina as, acaba, e acaba, acaba as, e acaba as"
    ),
    range_ands=phrase_set("e, e as, e a, e o"),
    mornings=phrase_set(
        "da manha, de manha, pela manha, na parte da manha, cedo, de manhazinha, logo cedo, logo de manha"
    ),
    afternoons=phrase_set("da tarde, de tarde, a tarde, pela tarde, na parte da tarde, de tardinha, a tardinha"),
    evenings=phrase_set("da noite, de noite, a noite, pela noite, de noitinha"),
    nights=phrase_set("da madrugada, de madrugada"),
    suiting=phrase_set(
        "pode ser, funciona, serve, serve para mim, da certo, esta bom, esta otimo, se der, se possivel, se puder"
    ),
    zones=phrase_set("brt, brst, horario de brasilia, hora de brasilia, hora de lisboa, horario de lisboa, hora local"),
    next_phrase=word_set(
        """com sobre para pra na no e da do de p c em ate a por pela pelo que depois antes logo apos mas se nos vamos
        quero preciso pode quem entao eu temos vai"""
    ),
    day_offsets={"hoje": 0, "amanha": 1, "depois de amanha": 2, "ontem": -1, "anteontem": -2, "hj": 0, "amnh": 1,
                 "amh": 1, "ainda hoje": 0},
    weekdays=numbered_from(0, " ".join(WEEKDAYS)),
    repeating_leads=word_set("ao aos"),
    short_weekdays=numbered_from(0, "seg ter qua qui sex sab dom"),
    ordinal_weekdays=word_set("segunda terca quarta quinta sexta"),
    numbered_weekdays={"2": 0, "3": 1, "4": 2, "5": 3, "6": 4},
    weekday_endings=word_set("a af"),
    weekday_suffixes=word_set("feira f"),
    everyday_weekdays=word_set("ter sex dom"),
    weekday_names=phrase_set(
        "sexta feira santa, sexta santa, quarta feira de cinzas, quarta de cinzas, quinta feira santa, "
        "domingo de ramos, domingo de pascoa, segunda via, segunda mao, de segunda mao"
    ),
    day_leads=phrase_set(
        "a partir de, na, no, em, para, pra, pro, de, da, do, ate, ja na, ja no, ja, para a, para o, pra a, pra o, "
        "ate a, ate o, ja para, a, ao, p, para este, desde, desde a"
    ),
    nexts=word_set("proxima proximo esta este nesta neste essa esse nessa nesse toda todo"),
    lasts=word_set("passada passado ultima ultimo"),
    after_weekday=phrase_set("que vem, proxima, proximo, agora, desta semana, dessa semana, desta"),
    weekday_belongings=word_set("de da do das dos"),
    in_next_week=phrase_set(
        "da outra semana, da semana seguinte, da semana que vem, da proxima semana, semana que vem"
    ),
    day_nouns=word_set("dia"),
    months=numbered_from(1, " ".join(MONTHS))
    | numbered_from(1, "jan fev mar abr maio jun jul ago set out nov dez"),
    month_links=word_set("de do"),
    ordinal_endings=word_set("o a"),
    in_days=phrase_set("em, daqui a, dentro de, daqui"),
    from_now=phrase_set("daqui a, daqui, dentro de"),
    day_units={"dia": 1, "dias": 1, "semana": 7, "semanas": 7},
    after_day=phrase_set("depois de, depois da, depois do, apos, a partir de, a contar de"),
    vague_days=phrase_set(
        "semana que vem, proxima semana, na semana que vem, na proxima semana, mes que vem, proximo mes, ano que vem, "
        "proxima quinzena, esta semana, nesta semana, essa semana, nessa semana, agora, agora mesmo, logo mais, "
        "logo cedo, de manha, a tarde, de tarde, a noite, de noite, pela manha, na parte da manha, na parte da tarde, "
        "fim do dia, no fim do dia, final do dia, no final do dia, proximo trimestre, este mes, neste mes"
    ),
)  # fmt: skip

MEETING_LENGTHS = MeetingLengths(
    leads=(
        r"(?:com\s+|de\s+)?duracao(?:\s+(?:de|estimada|prevista))*", r"tempo(?:\s+de)?", "durando", r"que\s+dure",
        "dura", "reserve", "reserva", r"cerca\s+de", r"em\s+torno\s+de", "aproximadamente", "uns", "umas", "apenas",
        r"no\s+maximo", r"nao\s+mais\s+(?:de|que|do\s+que)", r"coisa\s+de", r"mais\s+ou\s+menos", "tipo",
    ),
    tails=(r"de\s+duracao", r"no\s+maximo", r"max(?:imo)?\b", r"no\s+total", r"total\b", r"so\b"),
    prepositions=word_set("de por para pra em durante com a o um uma"),
    articles=word_set("a o"),
    nouns=word_set("duracao"),
    slots=word_set("bloco espaco brecha reserva"),
    of_words=word_set("de"),
    links_after=("com", "c/", "sobre", "para", "na", "no", "amanha"),
    closing_prepositions=word_set("por durante"),
    act_prepositions=word_set("em"),
    part_leads=word_set(
        """incluindo inclui incl incluso inclusos deixando reservando contando descontando"""
    ),
    weak_part_leads=word_set("com c mais e depois sendo primeiros primeiras ultimos ultimas"),
    part_links=word_set("de do da para pra pro"),
    part_nouns=word_set(
        """intervalo pausa cafe lanche almoco duvidas perguntas debate discussao demo demonstracao apresentacao
        apresentacoes abertura encerramento introducao conclusao quebra recreio dinamica votacao retorno fechamento
        balanco boas informes rodada feedback qa aquecimento leitura"""
    ),
    target_prepositions=word_set("para pra"),
    changes=("reduz", "diminu", "baix", "aument", "encurt", "cort", "pass", r"de\s+\d"),
    other_measures=(
        "em", "abaixo", "acima", "menos", "mais", "de", "do", "da", "ate", "apos", "cada", "ultim[ao]s?", "sao", "e",
        "dentro", "a", "como", "ou",
    ),
)  # fmt: skip
