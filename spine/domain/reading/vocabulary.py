"""The words that ask for a meeting, and those for the people in it: folded, both languages."""

from spine.domain.stopwords import MEETING_WORDS, STOP_WORDS

_ASKING = """tenho teremos quer querem wants faca fazer faz facam monta montar monte prepara
    preparar prepare preparo cria criar crie gera gerar gere marca marcar marque marcamos agenda
    agendar agende agendamento quero queria queremos preciso precisamos precisaria gostaria
    gostariamos ajuda ajudar ajude favor pfv pode poderia consegue conseguem vamos bora elabora
    elabore elaborar organiza organize organizar planeja planeje planejar monto sugere sugira
    sugerir pensa pense pensar reunir encontrar falar conversar bater discutir discutiremos
    discutirmos tratar abordar combinar reservar reserva reserve plan make create set schedule book
    arrange organise prep need want would like please pls help get give draft build write generate
    put together let lets meet talk speak discuss cover suggest propose id ill im hey hi hello oi
    ola bom dia tarde noite vale pena worth thanks obrigado obrigada valeu ter have got manda
    mandar mande send show dar da precisava topics topicos assuntos pontos points items itens"""
_MEETINGS = """reuniao reunioes reu reuna pauta pautas agenda agendas encontro encontros conversa
    conversas papo bate batepapo call calls meeting meetings mtg mtgs sync syncs chat conversation
    catchup catch alinhamento alinhamentos session sessions sessao sessoes appointment videochamada
    videoconferencia videocall ligacao chamada workshop workshops oficina huddle talk discussion
    discussao minutes ata invite convite slot compromisso touchpoint debrief"""
_ADJECTIVES = """proxima proximo proximas proximos next upcoming quick rapida rapido breve short
    nova novo new another longa longo long curta curto brief online virtual presencial remota
    remoto urgente urgent first last following extraordinaria duracao duration lasting lasts length
    total tempo cerca uns umas maximo max apenas only just bem rapidinha rapidinho ready anything
    something algo s d m t ll p"""
MEETING_NOUNS = frozenset(_MEETINGS.split())
"""Words for a meeting or its agenda; none is a subject of its own."""
REQUEST_WORDS = frozenset(_ASKING.split()) | MEETING_NOUNS | frozenset(_ADJECTIVES.split())
"""Words that ask for a meeting or describe the asking."""
HELP_WORDS = frozenset("ajuda ajudar ajude help me".split())
"""After these, com and with lead to what help is wanted for, not to a person."""
FREQUENCIES = frozenset(
    "semanal semanais mensal mensais diaria diario quinzenal trimestral anual bimestral semestral".split()
)
"""Portuguese words for how often a meeting takes place: they follow the noun that they need."""
FRAME = REQUEST_WORDS | STOP_WORDS | MEETING_WORDS
"""Words that may stand before a subject without being part of it."""

CONDITIONS = frozenset(("se", "if", "whether"))
"""A subject that begins with one of these keeps it, and nothing behind it only asks."""
LINKS = frozenset(
    """a o as os ao aos um uma uns umas de da do das dos em na no nas nos para pra pro com por the
    an of for on in at to with my our your meu minha meus minhas nosso nossa nossos nossas e and
    que is are""".split()
)
"""Words that tie a subject to what stands before it."""
ARTICLES = frozenset("a o as os um uma uns umas the an".split())
OWN_ARTICLES = ARTICLES | frozenset("meu minha meus minhas nosso nossa nossos nossas my our seu sua their your".split())

WITH = frozenset("com with w c junto".split())
FOR = frozenset("para for pra pro p".split())
OF = frozenset("da do das dos de of from at to na no".split())
LABELS = frozenset(
    """cliente clientes client customer empresa company conta account fornecedor supplier vendor
    parceiro parceira partner prospect lead""".split()
)
"""Words that introduce an organisation's name."""
BINDERS = frozenset("de da do dos of from since desde ate by until before after apos antes para".split())
"""Before a date these make it part of what is spoken of: "o incidente de sexta"."""
BETWEEN_NAMES = frozenset("e and a o as os the com with mais plus tambem".split())

PEOPLE = frozenset(
    """juridico financeiro comercial time times equipe equipes squad pessoal galera turma diretoria
    diretor diretora diretores gerente gerentes gerencia gestor gestora gestores coordenador
    coordenadora coordenacao presidente vp ceo cfo cto coo cio ciso rh compras area board conselho
    lideranca lider lideres socios socio chefe departamento setor executivos executivo responsavel
    responsaveis analistas analista engenheiros desenvolvedores usuarios team teams legal finance
    sales procurement folks people guys leadership executives executive director directors manager
    managers head heads department group crew counterparts contact contacts stakeholders engineers
    developers lawyers staff office boss colleagues""".split()
)
"""Words for people who take part."""
