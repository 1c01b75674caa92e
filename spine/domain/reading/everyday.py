"""Everyday words that are also names of companies, and so need a sign that a party is meant."""

PORTUGUESE = frozenset(
    """acai agora alfa alianca alta amor amigo anima apoio aqua arco assim atento aurora azul banco
    bem bela bis boa bola bom brasil brava brisa caixa casa cafe carta central claro claros clara
    correios credito direcional direto dois ecos eco elo energia escola estrela exato facil fama
    farol fibra foco folha forma fox futuro giro global globo gol gota grupo hoje ideal inter jato
    justo leve light livre loja lojas lua luz mais mar marca meta metas mil modal movida mundo
    natura neon next nova novo norte ninho oi olho onda ouro pan pao ponto porto posto prata
    primeira prime prio qualidade quero rede rio rumo safra santo santos segura simples sol som
    soma stone suas suco sul tempo tenda terra tigre tim total uniao unidas vale valor veloz vem
    verde vero via vida visa vista vivo viva voce zelo zona""".split()
)
ENGLISH = frozenset(
    """access affirm agile align alliance ally alphabet amount anchor apple arc arm atlas balance
    bank base best bell bench bill birch block bloom blue bolt boost box brave bridge bright cargo
    carbon caterpillar cast chase chime circle citizen clear cloud coach compass cover credit crown
    delta digital discover dish dove drift edge element energy epic express first focus ford fox
    frame front fuse future galaxy gap general gold guess harvest home honey hub ideal impact
    indeed insight iron key kind kite lead lemonade level light linear link live loom lucid lush
    macro mango maple mark match meta method metro mint monday mosaic next noble north notion nova
    ocean office open optimum oracle orange orbit otter palm patch path peak pilot pinnacle ping
    plaid point premier prime pulse puma quest quick ramp range raven reach red ring robin rocket
    root royal sage salt scale seed segment sentry shell shift signal silver simple sky slack smart
    snap sonic source spark spirit spring sprint square stage staples star steam stone stripe
    subway summit sun swift tally target tide tiger time titan today top total tower track transfer
    trust twitch under union unity up urban value verge vertex vest via vision visa vista volt wave
    west whole wing wise wish wonder word work yellow zoom zero""".split()
)
EVERYDAY = PORTUGUESE | ENGLISH
"""Folded words that name a company only where the sentence uses them as a party."""
