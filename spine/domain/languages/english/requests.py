"""English: the words of a request, and what introduces its subject."""

from spine.domain.languages.notation import word_set
from spine.domain.languages.request_forms import Cues, RequestWords

_ARTICLES = word_set("a an the")
_POSSESSIVES = word_set("my our your")

REQUESTS = RequestWords(
    asking=word_set(
        """want wants plan make create set schedule book arrange organise organize prep prepare need needs would like
        please pls help get give draft build write generate put together let lets meet talk speak discuss
        suggest propose reserve spend find squeeze block grab carve aside fit id ill im hey hi hello
        worth thanks have got send bring show topics points items remind"""
    ),
    meeting_nouns=word_set(
        """meeting meetings mtg mtgs agenda agendas minutes call calls sync syncs chat conversation catchup catch
        session sessions appointment videocall workshop workshops huddle talk discussion invite slot touchpoint
        debrief"""
    ),
    mere_meetings=word_set("meeting meetings mtg mtgs"),
    also_things=word_set(
        """call chat session workshop minutes slot plan draft book set block show build catch help short next last new
        total urgent long online virtual individual"""
    ),
    encounters=word_set("lunch dinner breakfast brunch coffee drinks tea interview visit appointment"),
    describing=word_set(
        """next upcoming quick short new another long brief online virtual urgent first last following duration
        lasting lasts length total max only just ready anything something s d m t ll individual"""
    ),
    courtesies=(
        r"(?:dear|hi|hello|hey)\s+(?:all|team|colleagues|everyone|everybody|folks|there)",
        r"good\s+(?:morning|afternoon|evening)(?:\s+(?:all|team|everyone))?",
        r"(?:kind|best)\s+regards",
        r"(?:i\s+)?hope\s+(?:you(?:['’]re|\s+are)(?:\s+all)?\s+(?:doing\s+)?well|all(?:['’]s|\s+is)\s+well|this\s+finds\s+you\s+well)",
        r"any\s+chance(?:\s+of)?",
        r"touch(?:ing)?\s+base",
        r"how\s+are\s+you(?:\s+doing)?",
        r"^(?:folks|guys|team|all|everyone)(?=\s*[,!])",
        r"(?<=[,.;!?]\s)cheers(?=\s*[.!,]|\s*$)",
        "please",
        "pls",
        "plz",
        "(?:many )?thanks(?: a lot)?",
        "thank you",
        "thx",
    ),
    help_words=word_set("help me"),
    conditions=word_set("if whether"),
    question_words=word_set("who whose what which when where why how is are"),
    question_openings=(
        r"(?:how|what|where)\s+to\s+\w+",
        r"(?:^|(?<=[.,;:!?]\s))(?:is|are)\s+(?:the|our|we|it|there|they|any)",
    ),
    languages={"english": "en", "portuguese": "pt"},
    language_ties=word_set("in"),
    language_varieties=word_set("brazilian european british american us uk"),
    articles=_ARTICLES,
    determiners=_ARTICLES | _POSSESSIVES | word_set("their"),
    conjunctions=word_set("and"),
    links=_ARTICLES | _POSSESSIVES | word_set("of for on in at to with and is are"),
    dangling_links=word_set("""and with for on at of"""),
    moving=("mov(?:e|ing)", "shift", "chang", "postpon", "push"),
    moving_targets=word_set("to"),
    date_links=word_set("of from since by until before after"),
    with_words=word_set("with w"),
    for_words=word_set("for"),
    of_words=word_set("of from at to in by against through via into"),
    place_words=word_set("at"),
    party_labels=word_set("client customer company account supplier vendor partner prospect lead"),
    between_parties=word_set("and the with plus x vs"),
    party_signs=word_set("with w client customer"),
    weak_party_signs=word_set("for"),
    party_articles=_ARTICLES | word_set("our"),
    people=word_set(
        """squad team teams board legal finance sales procurement folks people guys leadership vp ceo cfo cto coo cio
        ciso executives executive director directors manager managers head heads department group crew counterparts
        contact contacts stakeholders engineers developers lawyers staff office boss colleagues"""
    ),
    possessives=(r"['’]s?\b",),
)

_NO_AIM = "".join(rf"(?<!{word}\s)" for word in ("how", "what", "when", "where", "talk", "speak", "chat"))

CUES = Cues(
    topics=(
        r"(?<=[-,;–—(]\s)(?:topic|subject)",
        r"(?<!how\s)(?<!what\s)about", r"regarding", r"concerning", r"re", r"(?<!['’]s\s)(?<!is\s)(?<!are\s)covering",
        r"wrt", r"w\.r\.t\.?",
        r"focus(?:ed|ing|sing|sed)?\s+on", r"with\s+(?:a\s+)?focus\s+on", r"dedicated\s+to",
        r"(?:with|in)\s+(?:respect|regards?|reference)\s+to", r"centered\s+(?:on|around)",
        r"on\s+the\s+(?:topic|subject|matter|theme)\s+of",
    ),
    weak_topics=("on", "around"),
    acts=(
        r"discuss(?:ing)?", r"go(?:ing)?\s+(?:over|through)", r"talk(?:ing)?\s+(?:about|through|over)",
        r"walk\s+through", r"cover(?!\s+for\b)", r"align\s+on", r"speak\s+about", r"chat\s+about", r"debate",
        r"(?:(?:figure|work)\s+out\s+|decide\s+(?:on\s+)?|see\s+)?what\s+(?:to|we|do\s+we|should\s+we|shall\s+we)\s+do"
        r"\s+(?:about|with)",
        r"catch\s+up\s+(?:on|about)", r"brainstorm(?:\s+on)?", r"sync\s+(?:up\s+)?on",
    ),
    purposes=("to", r"in\s+order\s+to", "let'?s"),
    purpose_acts=("review",),
    aims=((rf"{_NO_AIM}to\s+", "[a-z]+"),),
    subject_nouns=("topics?", "subject", "theme", "focus", "goal", "purpose"),
    subject_noun_tails=(r"of\s+the\s+meeting",),
    noun_openings=("the", "our", "main"),
    noun_verbs=("is", r"will\s+be"),
    labels=("re", "about", "regarding", "on"),
    label_openings=("the", "main"),
)  # fmt: skip
