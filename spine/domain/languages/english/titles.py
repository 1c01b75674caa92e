"""English: what titles of suggested workstreams are made of, and verbs, which they are not made of."""

from spine.domain.languages.notation import word_set
from spine.domain.languages.pack import TitleWords

_VERBS = word_set(
    """expire renew drive achieve accept act add address admit adopt advise agree aim allow announce answer appear
    apply approve argue arrange ask assign assume attempt attend avoid become begin believe bring build buy call carry
    cause change choose clarify close collect come compare complete concern conclude confirm consider contact contain
    continue convince cover deal decide define deliver depend describe determine discuss do download draft draw drop
    emphasize enable encourage ensure estimate evaluate examine exist expect explain explore express face feel fill
    find finish fix focus force gather get give go guarantee handle happen hear hire hold hope identify imply improve
    include increase indicate inform insist intend introduce investigate invite involve join keep know lack launch
    lead learn leave let like listen look lose maintain make manage mean meet mention migrate mind miss move need
    notice obtain offer open order outline pay point postpone prefer prepare present prevent proceed propose prove
    provide publish pursue put raise reach read realise realize receive recommend reduce refer reflect reject rely
    remain remember remind remove reply report request require resolve respond run say see seem sell send set share
    show sign solve speak specify spend start state stay stop stress submit suggest supply suppose take talk tell tend
    think thank throw train treat try turn understand update upgrade use validate visit wait walk want warn wish
    wonder work worry write accommodate adapt adjust analyse analyze anticipate assist attract bleep compile comprise
    conduct confuse contribute convey cope create derive designate detect develop differ disseminate distinguish
    elaborate eliminate emphasise employ enhance exceed facilitate favour foster fulfil generate grow hesitate
    highlight illustrate impair implement incorporate inspire integrate invent measure merge mitigate omit optimise
    optimize outweigh oversee perform persuade preserve profile progress prompt protect quantify recognise recognize
    reconsider refuse relate replace represent resemble restrict retain reveal satisfy seek select shape simplify
    strengthen succeed suit support suspect tackle transcribe undertake utilise utilize verify widen"""
)
_VERBS_AND_NOUNS = word_set(
    """lead offer estimate cover fix notice cause start process change report request order supply train share state
    work contact focus concern launch point address draft update upgrade face mind deal act stress buy need visit
    force control design display measure progress profile prompt shape support suit"""
)
_ONLY_VERBS = _VERBS - _VERBS_AND_NOUNS
_NOUNS_IN_ING = word_set(
    """hiring reporting writing reading drawing opening closing understanding screening meeting training supporting
    funding spending building finding feeling planning"""
)
_PAST_FORMS = word_set(
    """said told thought felt found made gave went got took came saw knew kept left held led brought meant met ran
    began chose wrote spoke understood heard built bought sold sent spent paid lost became drew done given taken seen
    known shown written chosen gone gotten put thrown drawn begun going"""
)
_NO_PAST_FORMS = word_set("need speed feed seed embed breed greed hundred bed red shed unified biomed infrared fred")
_NO_ADVERBS = word_set("family supply assembly reply july anomaly monopoly italy ally rally")


def is_verb(word: str) -> bool:
    """Whether a folded word is a form of an English verb, or an adverb, by its ending and by lists."""
    if word in _PAST_FORMS or (word.endswith("ed") and word not in _NO_PAST_FORMS):
        return True
    if word.endswith("ly") and len(word) > len("only") and word not in _NO_ADVERBS:
        return True
    if word.endswith("ing"):
        bases = {word[:-3], word[:-3] + "e", word[:-4]}
        return word not in _NOUNS_IN_ING and not _VERBS.isdisjoint(bases)
    return not _ONLY_VERBS.isdisjoint({word, word.removesuffix("s"), word.removesuffix("es")})


TITLE_WORDS = TitleWords(
    verb_tests=(is_verb,),
    vague_words=word_set(
        """able actual additional alternative another appropriate available bad basic best better big case certain
        clear common complete current different difficult due easy either enough entire especially etc even ever every
        everybody everyone everything example extra fact far final fine first full general get good great hard high
        idea important instance kind large last late later least less like likely little long lot main major many
        maybe moment much necessary never new nice number often old one ones open opposed original other overall part
        past people per perhaps person piece place possible potential present previous problem quite rather real
        really reason recent regard regarding relevant remaining right same second several short side similar simple
        small something sort specific still stuff sure terms thing things third times today tomorrow total type upper
        use useful various vary way ways week weeks well whole wide yes yesterday yet two three four five six seven
        eight nine ten half basis bases work day days month months year years back according since although though
        however whereas hence thus therefore despite via versus already almost always anything nothing someone nobody
        together around across along among within towards toward whose us them whatever whenever instead else okay um
        uh yeah hmm regards couple bit kinds lots parts places numbers sides types pieces ideas reasons cases examples
        areas problems alternatives others cannot alongside concerning true false mr mrs ms dr following prior latter
        former certainly done apart above below deeper respective respectively unable necessity aspect aspects
        particular detail details ok eg ie"""
    ),
    units=word_set(
        """percent percentage dollar dollars euro euros pound pounds cent cents million millions billion billions tonne
        tonnes ton tons kilo kilos litre litres liter liters mile miles degrees km kg mm"""
    ),
    verbs_of_saying=word_set(
        """argued asked asks believed believes briefed claimed claims discussed emphasised emphasized explained explains
        introduced mentioned mentions pointed presented proposed replied reported responded said says stated stressed
        suggested suggests talked thinks thought told wanted wondered"""
    ),
    articles=word_set("the"),
    prepositions=word_set("of for and in with"),
    possessives=("'s", "’s"),
)
