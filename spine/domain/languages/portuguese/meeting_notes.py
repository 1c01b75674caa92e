"""Portuguese: how meeting notes say what a line is, who has it and by when."""

from spine.domain.languages.meeting_note_forms import MeetingNoteWords, headers
from spine.domain.languages.notation import phrase_set, word_set

MEETING_NOTES = MeetingNoteWords(
    types=dict.fromkeys(phrase_set("decidimos, definicao, definido, deliberado, resolvemos"), "decision")
    | dict.fromkeys(
        phrase_set(
            "decisao pendente, para deliberacao, para deliberar, a deliberar, a definir, ponto a decidir, "
            "ponto a definir, ponto para decisao, assunto para decisao, item para decisao, pendente de decisao"
        ),
        "decision_needed",
    )
    | dict.fromkeys(
        phrase_set(
            "accao, o que fazer, quem faz o que, proxima acao, acao a tomar, acao necessaria, item em aberto, fazer, "
            "fazendo, combinado, combinado para a proxima, responsabilidade, pendente, dever de casa, licao de casa, "
            "plano de acao"
        ),
        "action_item",
    )
    | dict.fromkeys(phrase_set("ponto de atencao, alerta, preocupacao"), "risk")
    | dict.fromkeys(phrase_set("travado, travando, bloqueado, o que esta travando, dificuldade"), "blocker")
    | dict.fromkeys(
        phrase_set("em aberto, ponto aberto, por resolver, por decidir, por esclarecer, a esclarecer"), "open_question"
    ),
    beside_types=word_set(
        """principal principais nova novas novo novos tomada tomadas tomado tomados definida definidas definido
        definidos acordada acordadas acordado acordados geral gerais pendente pendentes aberta abertas aberto abertos
        reuniao encontro sessao assembleia semana equipe time identificado identificados identificada identificadas
        proposta propostas lista quadro registro resumo levantado levantados levantada levantadas anterior anteriores
        que ficou ficaram foi foram ainda
        atual atuais imediata imediatas imediato imediatos a fazer tomar seguir seguintes o os as nossas nossos final
        finais"""
    ),
    links=word_set("de da do das dos para pra pro sobre com no na em por pelo pela ate desta deste que"),
    meeting_aims=word_set("objetivo objetivos meta metas finalidade proposito"),
    answers=word_set("respostas resposta respondidas"),
    plans=word_set("hoje"),
    reports=word_set("ontem"),
    nothing=(
        r"nenhum[a]?(?:s)?(?:\s+\w+){0,3}", r"nada(?:\s+a\s+\w+)?", r"nao\s+(?:ha|houve|tem|temos)(?:\s+\w+){0,4}",
        r"sem\s+(?:impedimentos?|bloqueios?|pendencias?|acoes|duvidas|riscos?|decisoes|perguntas?|novidades?)",
        r"nao\s+se\s+aplica", r"(?:para|tomado)\s+conhecimento",
        r"a\s+(?:definir|confirmar|combinar|decidir)", "n\\s*/\\s*[ad]",
    ),
    closings=(
        r"(?:a\s+)?proxima\s+(?:reuniao|sessao|assembleia|chamada|daily)\b", r"nada\s+mais\s+havendo\b",
        r"(?:a\s+)?(?:reuniao|sessao|assembleia)\s+(?:foi\s+)?(?:encerrada|terminou|acabou|encerrou-se)\b",
        r"(?:muito\s+)?obrigad[oa]\b",
    ),
    articles=word_set("o a os as um uma esse essa este esta nosso nossa"),
    present=(
        "presentes?", "participantes?", "presencas?", "participaram", "(?:estavam|estiveram)(?:\\s+presentes)?",
        "quem\\s+participou",
        "quem\\s+(?:esta|estava|esteve|veio|foi)(?:\\s+(?:aqui|presente))?", "membros\\s+presentes",
        "conselheiros\\s+presentes", "vereadores\\s+presentes",
        "lista\\s+de\\s+presenca", "na\\s+sala", "remot[oa]s?", "online", "na\\s+chamada", "time", "equipe", "equipa",
        "compareceram", "convidad[oa]s?", "(?:tambem\\s+)?presentes\\s+(?:a|na)\\s+reuniao",
    ),
    absent=(
        "ausentes?", "ausencias?(?:\\s+justificadas?)?", "ausentes?\\s+com\\s+justificativa", "faltaram", "faltas?",
        "nao\\s+(?:puderam\\s+)?vieram", "justificaram\\s+ausencia",
    ),
    roles=word_set(
        """vereador vereadora vereadores vereadoras conselheiro conselheira conselheiros conselheiras diretor diretora
        diretores diretoras presidente vice secretario secretaria tesoureiro tesoureira professor professora
        professores professoras membro membros sr sra srs dr dra eng enga arq coordenador coordenadora gerente sindico
        sindica socio socia socios deputado deputada prefeito prefeita representante profs o a os as dona seu mestre
        todos"""
    ),
    everybody=word_set("todos todas canal grupo equipe equipa time"),
    one_to_one=(r"1\s?[ax:]\s?1", r"um\s+a\s+um"),
    took_part=(r"(?:estivemos|estiveram|participaram|compareceram)(?:\s+presentes)?", r"com\s+a\s+presenca\s+d[eoa]s?"),
    note_takers=phrase_set("facilitador, facilitadora, relator, relatora, redator, redatora, ata, ata por, moderador"),
    date_labels=phrase_set("data, data da reuniao, dia, quando, data e hora, data e horario, realizada em"),
    resolutions=(
        r"(?:ficou|foi|ficaram|foram)\s+(?:decidid|acordad|definid|combinad|deliberad|resolvid|aprovad|rejeitad)[oa]s?",
        r"(?:decidiu|deliberou|acordou|definiu|aprovou|resolveu|combinou)-se", r"decidimos", r"resolvemos",
        r"aprovamos", r"combinamos", r"acordamos",
        r"definimos", r"fechamos", r"optamos\s+por", r"(?:decidid|acordad|combinad|definid|deliberad)o\s+que",
        r"(?:aprovad|decidid|deliberad|acordad|definid|combinad|rejeitad)[oa]s?(?:,[^,]{1,40},|\s+por\s+\w+)?\s+"
        r"(?:[oa]s?(?!\s+que\b)|\w+[aei]r)\b",
        r"(?:a\s+)?mocao\b.*\b(?:aprovad|rejeitad)a",
    ),
    motions=(r"(?:foi\s+)?proposto\b", r"(?:proposta|mocao)\b"),
    verdicts=(r"(?:aprovad|rejeitad|decidid|deliberad)[oa]s?",),
    resolving_bodies=(
        r"(?:decidiu|deliberou|resolveu|decidiram|deliberaram|resolveram)",
        r"(?:aprovou|aprovaram|rejeitou|rejeitaram)(?=.*\b(?:unanimidade|maioria|votos?)\b)",
    ),
    undertakings=(
        r"(?:ficou|ficaram|fica|ficam)\s+(?:de|com|responsave(?:l|is)\s+(?:por|pel[oa]s?)|encarregad[oa]s?\s+d[eoa])",
        r"se\s+compromete(?:u|ram)\s+a", r"compromete(?:u|ram)-se\s+a", r"assumiu\s+a", r"se\s+ofereceu\s+para",
    ),
    deciding_bodies=word_set(
        """executivo conselho comissao comite direcao diretoria assembleia camara junta mesa colegiado plenario
        administracao condominos socios"""
    ),
    approvals=(r"(?:aprovou|aprovaram|rejeitou|rejeitaram|ratificou|ratificaram)",),
    futures=(r"(?:vai|vao|ira|irao)\s+",),
    future_verbs=(r"\w+[aei]rao?",),
    present_verbs=(
        r"(?!\w*(?:nte|ava|avam|ram)\b)(?!\w*[ai]da\s+(?:a|ao|ate|com|de|do|da|desde|em|no|na|por)\b)\w{2,}[ae]m?",
    ),
    no_deeds=word_set(
        """ser e sao era estar esta estao ter tem ficar fica sair sai viajar viaja faltar falta haver ha morar vive
        chegar chega vir vem permanecer permanece continuar continua seguir segue trabalhar trabalha
        saber sabe precisar precisa querer quer esperar espera aguardar aguarda achar acha acreditar acredita pensar
        pensa sentir sente duvidar duvida preferir prefere lembrar lembra esquecer esquece prever preve
        receber recebe ouvir ouve ver ve perder perde estara sera tera ficara saira vira sabera vera ate"""
    ),
    sayings=word_set(
        """diz disse pergunta informa explica refere menciona comenta relata agradece promete sugere avisa confessa"""
    ),
    day_leads=word_set("em no na nesta neste"),
    clause_links=word_set("que se"),
    infinitives=(r"\w{3,}[aei]r(?=\s+\w)",),
    owner_labels=(
        r"responsave(?:l|is)", r"resp\.?", r"dono", r"dona", r"a\s+cargo\s+d[eoa]s?", r"por\s+conta\s+d[eoa]s?",
        r"quem", r"encarregad[oa]s?", r"com\s+quem", r"executor(?:a|es)?", r"atribuid[oa]\s+[ao]s?",
    ),
    due_labels=(
        r"prazo(?:\s+final|\s+limite)?", r"data\s+limite", r"data\s+de\s+entrega", r"vencimento", r"vence(?:\s+em)?",
        r"quando", r"para\s+quando", r"entrega", r"limite",
    ),
    due_leads=(
        r"ate", r"ate\s+[ao]s?", r"ate\s+o\s+dia", r"no\s+maximo\s+(?:ate)?", r"o\s+mais\s+tardar", r"antes\s+d[eoa]",
        r"impreterivelmente\s+ate", r"com\s+prazo\s+(?:de|ate|para|em)",
    ),
    month_ends=(r"(?:fim|final)\s+d(?:o|este|esse)\s+mes",),
    ends_of=(r"(?:fim|final)\s+de",),
    starts=(r"a\s+partir\s+d[eoa]", r"desde", r"a\s+contar\s+d[eoa]"),
    columns=headers(
        text="""acao, acoes, tarefa, atividade, o que, o que fazer, descricao, assunto, texto, pendencia, demanda,
        encaminhamento, providencia, decisao, risco, pergunta, duvida, impedimento, item, ponto, combinado, deliberacao,
        proximo passo, proximos passos, descricao da acao""",
        title="titulo, resumo, nome",
        type="tipo, classificacao, natureza",
        owner="""responsavel, responsaveis, resp, quem, dono, dona, encarregado, executor, pessoa, atribuido a,
        responsavel pela acao""",
        due="""prazo, prazo final, data limite, quando, ate quando, vencimento, data de entrega, entrega prevista,
        data prevista, previsao, data""",
        state="status, situacao, ponto de situacao, progresso, estado, andamento, feito, concluido, concluida",
        id="id, n, no, numero, num, codigo, cod, ref, referencia, chave",
    ),
    date_words=word_set("data"),
    due_words=word_set("prevista limite conclusao entrega solucao resolucao fim termino"),
    no=word_set("nao n falso"),
    yes=word_set("sim s x ok feito feita concluido concluida"),
)  # fmt: skip
