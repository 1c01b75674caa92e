"""English: everyday vocabulary, plurals, and the signs that a text is English."""

from spine.domain.languages.notation import word_set
from spine.domain.languages.pack import Detection, Plurals, Vocabulary

MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()

_STOP_WORDS = word_set(
    """a about above after again against all also am an and any are as at be because been before being below between
    both but by can could did do does doing down during each few for from further had has have having he her here hers
    him his how i if in into is it its itself just let me more most my no nor not now of off on once only or other our
    ours out over own per same she should so some such than that the their theirs them then there these they this
    those through to too under until up upon us very was we were what when where whether which while who whom why will
    with within without would you your yours shall may might must don doesn isn aren won ll re ve today one two three
    four five six seven eight nine ten first second last less"""
)
_MEETING_WORDS = word_set(
    """meeting meetings agenda agendas minutes call calls sync syncs standup test tests testing status weekly daily
    monthly quarterly biweekly review reviews kickoff kick catchup catch check checkin session sessions workshop
    workshops huddle retro retrospective followup follow briefing conversation chat next upcoming plan planning
    schedule scheduled prepare prep set make create please need want help business internal joint everything something
    anything nothing thing things stuff important topic topics subject subjects matter matters going discuss"""
)
_QUESTION_WORDS = word_set(
    """think thinks thought thinking say says said saying tell told explain explained describe described summarize
    summarise summarized summary mention mentioned talk talked talking discussed discussion discussions discussing
    opinion opinions view views reason reasons consider considered regard regarding believe felt feel yes"""
)
_COMPANY_WORDS = word_set(
    """access affirm agile align alliance ally alphabet amount anchor apple arc arm atlas balance bank base best bell
    bench bill birch block bloom blue bolt boost box brave bridge bright cargo carbon caterpillar cast chase chime
    circle citizen clear cloud coach compass cover credit crown delta digital discover dish dove drift edge element
    energy epic express first focus ford fox frame front fuse future galaxy gap general gold guess harvest home honey
    hub ideal impact indeed insight iron key kind kite lead lemonade level light linear link live loom lucid lush
    macro mango maple mark match meta method metro mint monday mosaic next noble north notion nova ocean office open
    optimum oracle orange orbit otter palm patch path peak pilot pinnacle ping plaid point premier prime pulse puma
    quest quick ramp range raven reach red ring robin rocket root royal sage salt scale seed segment sentry shell
    shift signal silver simple sky slack smart snap sonic source spark spirit spring sprint square stage staples star
    steam stone stripe subway summit sun swift tally target tide tiger time titan today top total tower track transfer
    trust twitch under union unity up urban value verge vertex vest via vision visa vista volt wave west whole wing
    wise wish wonder word work yellow zoom zero"""
)
_TELLING_WORDS = word_set(
    """meeting meetings meet mtg about with regarding concerning discuss talk create make schedule book arrange need
    want please pls help next week month tomorrow today monday tuesday wednesday thursday friday hour hours minutes
    mins half the and of for on what which whether should let lets over covering focused topic draft build review
    weekly monthly quarterly conversation catchup client customer thanks"""
)

VOCABULARY = Vocabulary(
    stop_words=_STOP_WORDS,
    meeting_words=_MEETING_WORDS,
    question_words=_QUESTION_WORDS,
    company_words=_COMPANY_WORDS,
    negations=word_set("not no never without cannot none nobody"),
    negative_endings=("n['’]t",),
    months=frozenset(MONTHS),
    weekdays=frozenset(WEEKDAYS),
    relative_days=word_set("today tomorrow yesterday"),
    numbers=word_set("one two three four five six seven eight nine ten twenty thirty hundred thousand"),
)

PLURALS = Plurals(
    irregular={
        "shoes": "shoe", "heroes": "hero", "vetoes": "veto", "echoes": "echo", "cargoes": "cargo",
        "potatoes": "potato", "tomatoes": "tomato", "menus": "menu", "apis": "api", "kpis": "kpi",
    },
    endings={"sis": "sis", "ss": "ss", "us": "us", "s": ""},
    spellings={"ie$|y$": "i", "(?<=[rzsx])e$|(?<=[cs]h)e$": ""},
)  # fmt: skip

DETECTION = Detection(
    telling_words=_TELLING_WORDS,
    ambiguous_words=dict.fromkeys("for on in to has".split(), 0.5) | {"do": 0.0, "no": 0.0},
    borrowed_words=word_set("call calls sync syncs chat plan prep standup kickoff update catch"),
    endings=(
        "tions?", "ings?", "ments?", "ness", "ity", "ities", "ies", "ed", "ly", "ght", "ship", "ful", "ck", "ers",
    ),
)  # fmt: skip
