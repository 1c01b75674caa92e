"""Portuguese: the words of a request, and what introduces its subject."""

from spine.domain.languages.notation import word_set
from spine.domain.languages.portuguese.words import DEFINITE_ARTICLES
from spine.domain.languages.request_forms import Cues, RequestWords

_MAIN_ARTICLES = DEFINITE_ARTICLES | word_set("um uma")
_ARTICLES = _MAIN_ARTICLES | word_set("uns umas")
_POSSESSIVES = word_set("meu minha meus minhas nosso nossa nossos nossas")
_MEETING_NOUNS = word_set(
    """reuniao reunioes reu reuna pauta pautas agenda agendas encontro encontros conversa conversas papo bate
    batepapo alinhamento alinhamentos sessao sessoes videochamada videoconferencia ligacao chamada oficina
    discussao ata convite compromisso"""
)


def _diminutive(noun: str) -> str:
    """The diminutive of a folded noun: "reuniao" is "reuniaozinha" and "papo" is "papinho"."""
    if noun.endswith(("ao", "e", "u", "m")):
        return f"{noun}zinha"
    return f"{noun[:-1]}inh{noun[-1]}" if noun.endswith(("a", "o")) else noun


REQUESTS = RequestWords(
    asking=word_set(
        """tenho teremos sentar juntar ter quer querem faca fazer faz facam monta montar monte monto prepara preparar
        prepare preparo cria criar crie gera gerar gere marca marcar marque marcamos agenda agendar agende
        agendamento quero queria queremos preciso precisa precisam precisava precisamos precisaria
        gostaria gostariamos ajuda ajudar ajude favor pfv pode poderia consegue conseguem vamos bora
        elabora elabore elaborar organiza organize organizar planeja planeje planejar sugere sugira
        sugerir pensa pense pensar reunir encontrar falar conversar bater discutir discutiremos
        discutirmos tratar abordar combinar reservar reserva reserve manda mandar mande dar da oi ola bom
        dia tarde noite separar separa separe bloquear bloqueia bloqueie tirar arranjar encaixar encaixa
        podemos poderiamos podiamos conseguimos deveriamos posso vale pena obrigado obrigada valeu topicos assuntos
        discutimos falamos tratamos conversamos combinamos passa passe
        passar traz traga arruma arrume pontos itens lembra lembrar lembre"""
    ),
    meeting_nouns=_MEETING_NOUNS | frozenset(map(_diminutive, _MEETING_NOUNS)),
    also_things=word_set(
        """oficina ligacao chamada sessao nova novo proxima proximo curto curta longo longa total urgente virtual
        individual boa bom"""
    ),
    encounters=word_set("almoco jantar cafe cafezinho lanche entrevista visita audiencia"),
    describing=word_set(
        """proxima proximo proximas proximos rapida rapido rapidinha rapidinho breve nova novo longa longo curta
        curto online virtual presencial remota remoto urgente extraordinaria duracao total tempo cerca uns
        umas maximo max apenas bem algo p individual"""
    ),
    courtesies=(
        r"prezad[oa]s?(?:\s+(?:todos|todas|colegas|senhor[ea]s))?",
        r"car[oa]s\s+colegas",
        r"(?:ola|oi)\s+(?:a\s+todos|pessoal|gente)",
        r"(?:bom dia|boa tarde|boa noite)(?:\s+(?:a\s+tod[oa]s|pessoal|gente))?",
        r"(?:alguma|tem)\s+chance\s+de",
        r"(?:oi|ola|opa)\s+tudo\s+(?:bem|bom)",
        r"tudo\s+(?:bem|bom|certo|joia|otimo)(?=\s*[?!,.])",
        r"^(?:galera|pessoal|gente|turma|time|equipe|colegas)(?=\s*[,!])",
        r"segue(?:m)?\s+(?:(?:o|a|um|uma|meu|nosso)\s+)?(?:pedido|solicitacao|sugestao|proposta|ponto)(?:\s+de\s+(?:pauta|agenda|reuniao))?"
        r"(?=\s*:)",
        "blz",
        r"(?<=[,.;!?]\s)(?:beleza|fechou|combinado|ok|certo)(?=\s*[?!.]|\s*$)",
        "atenciosamente",
        r"(?<=[,.;!?]\s)(?:abs|abracos?)(?=\s*[.!,]|\s*$)",
        r"pa?ra\s+(?:a\s+)?gente",
        "por favor",
        "por gentileza",
        r"(?:se\s+)?faz\s+favor",
        "sff",
        r"p\.?f\.?",
        "pfv",
        "pfvr",
        "obrigad[oa]",
        "obg",
        "valeu",
        "vlw",
    ),
    help_words=word_set("ajuda ajudar ajude"),
    conditions=word_set("se"),
    question_words=word_set("quem que qual quais quando onde como quanto quanta quantos quantas porque"),
    question_openings=(r"(?:(?:o\s+)?que|como|onde)\s+\w+(?:ar|er|ir|por)", r"(?:a\s+)?que\s+horas"),
    languages={"ingles": "en", "portugues": "pt"},
    language_ties=word_set("em"),
    language_varieties=word_set("brasil brasileiro portugal europeu britanico americano"),
    articles=_ARTICLES,
    determiners=_ARTICLES | _POSSESSIVES | word_set("seu sua"),
    conjunctions=word_set("e"),
    links=_ARTICLES | _POSSESSIVES | word_set("ao aos de da do das dos em na no nas nos para pra pro com por e que"),
    dangling_links=word_set("""e com para em de da do das dos"""),
    moving=("mud[ae]", "alter[ae]", "antecip", "adi[ae]", "troc[ae]", "transfer"),
    moving_targets=word_set("para pra pras"),
    date_links=word_set("de da do dos desde ate antes apos"),
    with_words=word_set("com c junto"),
    for_words=word_set("para pra pro p"),
    of_words=word_set("da do das dos de na no nas nos em pela pelo pelas pelos ao aos contra"),
    party_labels=word_set("cliente clientes empresa conta fornecedor parceiro parceira prospect lead"),
    between_parties=DEFINITE_ARTICLES | word_set("e com mais tambem"),
    party_signs=word_set("com c cliente clientes"),
    weak_party_signs=word_set("para pra pro da do"),
    party_articles=_MAIN_ARTICLES | word_set("nosso nossa"),
    people=word_set(
        """juridico financeiro comercial time times equipe equipes squad pessoal galera turma diretoria diretor
        diretora diretores gerente gerentes gerencia gestor gestora gestores coordenador coordenadora coordenacao
        presidente vp ceo cfo cto coo cio ciso rh compras area conselho lideranca lider lideres socios socio chefe
        departamento setor executivos executivo responsavel responsaveis analistas analista engenheiros
        desenvolvedores usuarios"""
    ),
)

_TO = r"a(?:o|os|s)?"
_OF = r"d(?:e|o|a|os|as)"
_IN = r"(?:em|no|na|nos|nas)"

CUES = Cues(
    topics=(
        r"sobre", rf"a\s+respeito\s+{_OF}", rf"acerca\s+{_OF}", rf"referente\s+{_TO}", rf"quanto\s+{_TO}",
        rf"(?:em\s+)?relacao\s+{_TO}", rf"relativ[ao]s?\s+{_TO}", rf"(?:com\s+)?foco\s+{_IN}",
        rf"focad[ao]s?\s+{_IN}", rf"focando\s+{_IN}", rf"para\s+tratar\s+{_OF}", r"ref\.?",
        r"(?:tem|com|sendo|tendo)\s+como\s+(?:tema|assunto|foco|pauta|objetivo)",
        rf"(?:com\s+(?:o\s+)?|no\s+|cuj[ao]\s+)(?:tema|assunto|objetivo)(?:\s+(?:e|sera|{_OF}))?",
        r"(?<=[-,;–—(]\s)(?:tema|assunto)",
    ),
    weak_topics=(r"em\s+torno\s+de",),
    acts=(
        r"discutir(?:mos)?(?:\s+sobre)?", r"debater(?:mos)?(?:\s+sobre)?", rf"falar(?:mos)?\s+(?:sobre|{_OF})",
        rf"tratar(?:mos)?\s+(?:sobre|{_OF})", rf"conversar(?:mos)?\s+(?:sobre|{_OF})", r"abordar(?:mos)?",
        rf"a\s+gente\s+(?:fala|conversa|trata)\s+(?:sobre|{_OF})", r"a\s+gente\s+(?:discute|alinha|revisa|debate)",
        rf"(?:(?:decidir|definir|resolver|ver|saber|pensar)\s+)?o\s+que\s+(?:fazer|fazemos|vamos\s+fazer)"
        rf"\s+(?:com(?:\s+[oa]s?)?|sobre|quanto\s+{_TO}|a\s+respeito\s+{_OF})",
        r"alinhar(?:mos)?", r"revisar(?:mos)?", r"repassar(?:mos)?",
    ),
    purposes=("para", "pra", "pro", "p/", r"afim\s+de", r"a\s+fim\s+de", "vamos"),
    aims=((r"(?:para|pra|p/)\s*", r"\w+(?:ar|er|ir|por)"),),
    subject_nouns=("temas?", "assuntos?", "topicos?", "objetivo", "foco"),
    subject_noun_tails=("principal", r"da\s+reuniao"),
    noun_openings=("o", "nosso"),
    noun_verbs=("e", "sera", r"vai\s+ser"),
    labels=("sobre",),
    label_openings=("o", r"com\s+o", "principal"),
)  # fmt: skip
