"""Words without content of their own: function words of both languages, and words for a kind of meeting."""

PORTUGUESE = frozenset(
    """a à ao aos aquela aquelas aquele aqueles aquilo as às até apos após ante antes com como contra cada da das de
    dela delas dele deles depois desde do dos dessa desse desta deste e é eh ela elas ele eles em entre era eram
    essa essas esse esses esta está estão estas este estes estou eu foi foram ha há isso isto ja já la lá lhe lhes
    mais mas me mesmo mesma meu meus minha minhas muito muita muitos muitas na nas nao não nem no nos nós nossa
    nossas nosso nossos num numa o os onde ou outra outras outro outros para pela pelas pelo pelos per por porque pra
    pro pros pras pois quais qual quando que quem quê se sem ser será serão seu seus seja sejam sido só sob sobre sua
    suas são também tambem tao tão te tem têm ter teu teus tudo tua tuas um uma umas uns voce você voces vocês vos
    vai vamos vou vão dois duas ainda então entao assim aqui ali algum alguma alguns algumas nenhum nenhuma todo toda
    todos todas ver pode podem deve devem devemos temos tinha havia hoje menos tres três
    quatro cinco seis sete oito nove dez primeiro primeira primeiros primeiras segundo""".split()
)

ENGLISH = frozenset(
    """a about above after again against all also am an and any are as at be because been before being below between
    both but by can could did do does doing down during each few for from further had has have having he her here
    hers him his how i if in into is it its itself just let me more most my no nor not now of off on once only or
    other our ours out over own per same she should so some such than that the their theirs them then there these
    they this those through to too under until up upon us very was we were what when where whether which while who
    whom why will with within without would you your yours shall may might must don doesn isn aren won ll re ve
    today one two three four five six seven eight nine ten first second
    last less""".split()
)

_MEETING = """meeting meetings agenda agendas minutes call calls sync syncs standup test tests testing status weekly
    daily monthly quarterly biweekly review reviews kickoff kick catchup catch check checkin session sessions
    workshop workshops huddle retro retrospective followup follow briefing conversation chat next upcoming plan
    planning schedule scheduled prepare prep set make create please need want help business internal joint
    reunião reuniões pauta pautas ata atas encontro encontros conversa conversas bate papo alinhamento alinhamentos
    semanal semanais diária diario diário quinzenal mensal mensais trimestral anual revisão acompanhamento teste
    testes ligação chamada call sessão oficina retrospectiva próximo próxima próximos próximas proximo proxima
    faça faca faz fazer monta montar prepara preparar prepare cria criar crie gera gerar gere marca marcar marque
    agenda agendar quero preciso gostaria ajuda ajude favor geral gente coisa coisas assunto
    assuntos tema temas tudo algo importante importantes everything something anything nothing thing things stuff
    important topic topics subject subjects matter matters going discuss discutir falar conversar""".split()

_ASKING = """think thinks thought thinking say says said saying tell told explain explained describe described summarize
    summarise summarized summary mention mentioned talk talked talking discussed discussion discussions discussing
    opinion opinions view views reason reasons consider considered regard regarding believe felt feel pensar pensa
    pensou achar acha achou disse dizer diz falou falaram explicar explicou descrever resumir resumo mencionar mencionou
    opinião opiniões motivo motivos razão discussão discussões discutido discutiu respeito"""

_PLAIN = str.maketrans("áàâãéêíóôõúüç", "aaaaeeiooouuc")
FOLDED_PORTUGUESE = frozenset(word.translate(_PLAIN) for word in PORTUGUESE)
STOP_WORDS = FOLDED_PORTUGUESE | ENGLISH
MEETING_WORDS = frozenset(word.translate(_PLAIN) for word in _MEETING)
"""Words that say which kind of meeting is asked for, not what it is about (contract §4.1)."""
ASKING_WORDS = frozenset(word.translate(_PLAIN) for word in _ASKING.split())
"""Words that say how a question is put, not what it is about."""
