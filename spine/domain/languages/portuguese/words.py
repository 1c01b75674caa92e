"""Portuguese: everyday vocabulary, plurals, and the signs that a text is Portuguese."""

from spine.domain.languages.notation import word_set
from spine.domain.languages.pack import Detection, Plurals, Vocabulary

MONTHS = "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro".split()
DEFINITE_ARTICLES = word_set("a o as os")
WEEKDAYS = "segunda terca quarta quinta sexta sabado domingo".split()

_STOP_WORDS = word_set(
    """a ao aos aquela aquelas aquele aqueles aquilo as ate apos ante antes com como contra cada da das de dela delas
    dele deles depois desde do dos dessa desse desta deste e eh ela elas ele eles em entre era eram essa essas esse
    esses esta estao estas este estes estou eu foi foram ha isso isto ja la lhe lhes mais mas me mesmo mesma meu meus
    minha minhas muito muita muitos muitas na nas nao nem no nos nossa nossas nosso nossos num numa o os onde ou outra
    outras outro outros para pela pelas pelo pelos per por porque pra pro pros pras pois quais qual quando que quem se
    sem ser sera serao seu seus seja sejam sido so sob sobre sua suas sao tambem tao te tem ter teu teus tudo tua tuas
    um uma umas uns voce voces vos vai vamos vou vao dois duas ainda entao assim aqui ali algum alguma alguns algumas
    nenhum nenhuma todo toda todos todas ver pode podem deve devem devemos temos tinha havia hoje menos tres quatro
    cinco seis sete oito nove dez primeiro primeira primeiros primeiras segundo"""
)
_MEETING_WORDS = word_set(
    """reuniao reunioes pauta pautas ata atas encontro encontros conversa conversas bate papo alinhamento alinhamentos
    semanal semanais diaria diario quinzenal mensal mensais trimestral anual revisao acompanhamento teste testes
    ligacao chamada call sessao oficina retrospectiva proximo proxima proximos proximas faca faz fazer monta montar
    prepara preparar prepare cria criar crie gera gerar gere marca marcar marque agenda agendar quero preciso gostaria
    ajuda ajude favor geral gente coisa coisas assunto assuntos tema temas tudo algo importante importantes discutir
    falar conversar"""
)
_QUESTION_WORDS = word_set(
    """pensar pensa pensou achar acha achou disse dizer diz falou falaram explicar explicou descrever resumir resumo
    mencionar mencionou opiniao opinioes motivo motivos razao discussao discussoes discutido discutiu respeito sim"""
)
_COMPANY_WORDS = word_set(
    """acai agora alfa alianca alta amor amigo anima apoio aqua arco assim atento aurora azul banco bem bela bis boa
    bola bom brasil brava brisa caixa casa cafe carta central claro claros clara correios credito direcional direto
    dois ecos eco elo energia escola estrela exato facil fama farol fibra foco folha forma fox futuro giro global
    globo gol gota grupo hoje ideal inter jato justo leve light livre loja lojas lua luz mais mar marca meta metas mil
    modal movida mundo natura neon next nova novo norte ninho oi olho onda ouro pan pao ponto porto posto prata
    primeira prime prio qualidade quero rede rio rumo safra santo santos segura simples sol som soma stone suas suco
    sul tempo tenda terra tigre tim total uniao unidas vale valor veloz vem verde vero via vida visa vista vivo viva
    voce zelo zona"""
)
_TELLING_WORDS = word_set(
    """reuniao reunioes reu pauta pautas sobre com faca faz fazer monta monte montar prepara cria crie criar gera gere
    gerar marca marque marcar agendar agende preciso precisamos quero queremos queria gostaria ajuda ajude discutir
    falar conversar conversa alinhar alinhamento tratar assunto tema cliente proxima proximo proximos proximas semana
    mes amanha hoje ontem segunda terca quarta quinta sexta sabado domingo hora horas minuto minutos minutinhos meia
    nao sao vamos uma um favor ate para pra pro semanal mensal focada focado encontro obrigado obrigada"""
)

VOCABULARY = Vocabulary(
    stop_words=_STOP_WORDS,
    meeting_words=_MEETING_WORDS,
    question_words=_QUESTION_WORDS,
    company_words=_COMPANY_WORDS,
    negations=word_set("nao nunca jamais sem nem nenhum nenhuma ninguem"),
    months=frozenset(MONTHS),
    weekdays=frozenset(WEEKDAYS),
    relative_days=word_set("hoje amanha ontem"),
    numbers=word_set("um uma dois duas tres quatro cinco seis sete oito nove dez vinte trinta cem mil"),
)

PLURALS = Plurals(
    irregular={
        "leis": "lei", "reis": "rei", "pais": "pais", "qualquer": "qualquer", "quaisquer": "qualquer",
    },
    endings={
        "oes": "ao", "aes": "ao", "ais": "al", "eis": "el", "ois": "ol", "uis": "ul", "eus": "eu", "is": "il", "s": "",
    },
    spellings={"il$": "el", "m$": "n"},
)  # fmt: skip

DETECTION = Detection(
    telling_words=_TELLING_WORDS,
    ambiguous_words=dict.fromkeys("e o os se sem era todo".split(), 0.5) | {"do": 0.3, "no": 0.3},
    own_letters="ãõç",
    accented_letters="áàâéêíóôú",
    endings=(
        "cao", "coes", "sao", "soes", "mente", "dades?", "encias?", "ancias?", "arios?", "agem", "inhos?", "inha",
        "[ai]dos", "[ai]das", "mentos?", "eir[oa]", "vel", "veis",
    ),
)  # fmt: skip
