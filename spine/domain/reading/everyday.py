"""Everyday words that are also names of companies, and so need a sign that a party is meant."""

PORTUGUESE = frozenset(
    """acai agora alfa alianca alta amor amil amigo anima apoio aqua arco assim atento aurora avon
    azul banco bem bela bis boa bola bom brasil brava brisa camil caixa casa cafe carta central
    cielo claro claros clara colorado correios credito dafiti dasa direcional direto dois ecos eco
    elo energia energisa escola estrela estacio exato facil fama farol fibra foco folha forma fox
    futuro giro global globo gol gota grupo hering hoje ideal inter ipiranga iguatemi jato justo
    leve light linx livre loja lojas lua luz magnesita mais mar marca marisa mauricio meta metas
    mil minerva modal moura movida mundo natura neon nexo next nova novo norte ninho oi olho onda
    ouro pan pao parati ponto porto posto prata pravaler primeira prime prio qualidade quero rede
    renner rio rumo sabesp safra santo santos saraiva segura serasa simples sol som soma stone suas
    suco sul tempo tenda terra tigre tim total uniao unidas vale valor veloz vem verde vero via
    vida visa vista vivo viva voce vulcabras zelo zona""".split()
)
ENGLISH = frozenset(
    """abbot access adobe affirm agile align alliance ally alphabet amazon amount anchor apple arc
    arm asana atlas autodesk balance bank base basecamp best bell bench bill birch block bloom blue
    bolt boost box brave bridge bright bumble cargo carbon caterpillar cast chase chime circle
    citizen clear cloud coach compass cover credit crown delta digital discover dish dove drift
    edge element energy epic express first focus ford fox frame front fuse future galaxy gap
    general gold guess harvest home honey hub ideal impact indeed insight intel iron key kind kite
    lead lemonade level light linear link live loom lucid lush lyft macro mango maple mark match
    meta method metro mint miro monday mosaic next noble north notion nova ocean office open
    optimum oracle orange orbit otter palm patch path peak pilot pinnacle ping plaid point polestar
    premier prime prudential pulse puma quest quick ramp range raven reach red ring rivian robin
    rocket root royal sage salt scale seed segment sentry shell shift signal silver simple sky
    slack smart snap sonic sonos source spark spirit spring sprint square stage staples star steam
    stone stripe subway summit sun swift tally target tesla tide tiger time titan today top total
    tower track transfer trust twitch uber under union unity up upwork urban value verge vertex
    vest via vision visa vista volt wave west whole wing wise wish wonder word work xerox yellow
    zoom zero""".split()
)
EVERYDAY = PORTUGUESE | ENGLISH
"""Folded words that name a company only where the sentence uses them as a party."""
