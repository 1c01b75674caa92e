"""English: how people are named in a request, and what is asked of them."""

from spine.domain.languages.name_forms import PeopleWords
from spine.domain.languages.notation import phrase_set, word_set

PEOPLE_WORDS = PeopleWords(
    one_to_ones=(
        r"1\s?[:-]\s?1s?", r"1\s?on\s?1", r"1-on-1", r"1-2-1", r"one[\s-](?:to|on)[\s-]one", r"121",
        r"face[\s-]to[\s-]face", r"tete[\s-]a[\s-]tete",
    ),
    titles=word_set("mr mrs ms miss dr prof professor sir dame rev father sister nurse coach"),
    particles=word_set("of de van von der den la le al bin ibn"),
    tasks=word_set(
        """action actions item items task tasks todo todos commitment commitments deliverable deliverables backlog
        followups followup promises homework chores duties workload plate queue assignments points issues
        things stuff to dos do list everything anything"""
    ),
    task_qualities=word_set(
        """open overdue outstanding pending late remaining unfinished current assigned still latest own due left urgent
        new follow up all any every"""
    ),
    questions=word_set("what whats which anything everything"),
    owing=word_set(
        """owe owes owed owing outstanding pending due overdue late behind left plate promised promise promises
        committed todo deliver finish working remaining open waiting stuck meant supposed chase finished
        delivered"""
    ),
    owing_phrases=phrase_set("have to, has to, need to, needs to, got to"),
    owing_company=word_set(
        """still yet deliver delivered finish finished do does done did got get give given hand work working task
        tasks action actions item items thing things list stuff so far already time point moment right
        currently need needs supposed going said say complete due send sent bring been be was were"""
    ),
    owners=word_set("assigned owned from with by on"),
    pronouns=word_set("her his their him them she he they hers theirs"),
    everyday_names=word_set(
        """april may june august autumn summer will mark bill grace hope faith joy rose daisy ivy lily heather jade ruby
        amber dawn eve olive pearl sandy rusty art bob chuck frank grant guy jack josh lance miles nick pat peg penny
        pierce ray rich rob rod skip sonny stew sue victor wade ward chance chase drew dale glen cliff clay carol
        crystal destiny melody reed robin sage christian max dean duke earl major norm patience prudence charity honor
        iris violet holly fern hazel basil ginger rocky stone wood field brook rivers lane hill king young long short
        little good small brown green white black gray grey cook baker carpenter mason butler parker page price"""
    ),
)  # fmt: skip
