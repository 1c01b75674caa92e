"""Facts, workstreams and whole situations for the tests of the planning rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from hypothesis import strategies as st

from spine.domain.fact_types import FACT_TYPES
from spine.domain.facts import Evidence, Fact, FactStatus, Hidden, Verdict, said
from spine.domain.language import Language
from spine.domain.planning.agenda import Agenda
from spine.domain.planning.candidates import Candidate, Pool, placed, sift
from spine.domain.planning.carryover import with_carried
from spine.domain.planning.composition import Brief
from spine.domain.planning.macro import plan_macro
from spine.domain.planning.micro import plan_micro
from spine.domain.planning.selection import Chosen
from spine.domain.planning.signatures import signed
from spine.domain.planning.subject import Subject
from spine.domain.proposals import Proposal
from spine.domain.text import stems
from spine.domain.times import iso
from spine.domain.workstreams import Colour, Workstream

ORG = "org_demo"
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
PT, EN = Language.PORTUGUESE, Language.ENGLISH

VOCABULARY = """contrato bateria fornecedor integração homologação prazo orçamento câmbio fábrica sensor licença
    auditoria treinamento piloto armazém cabos painel firmware seguro logística invoice shipment warranty tooling
    dashboard payroll vendor roadmap""".split()
ANY_ID = st.integers(0, 50).map("ws_{}".format)


def day(days: int) -> str:
    """The date so many days from NOW's."""
    return iso(NOW + timedelta(days=days))[:10]


def ago(days: float) -> str:
    """The stored moment so many days before NOW."""
    return iso(NOW - timedelta(days=days))


def evidence(quote: str, evidence_id: str = "ev_1", **fields: Any) -> Evidence:
    """A quote."""
    return Evidence(evidence_id=evidence_id, quote=quote, **fields)


def fact(fact_id: str = "fact_1", text: str = "Assinar o contrato com a Foxconn", **fields: Any) -> Fact:
    """A proposed action, made yesterday, unless said otherwise."""
    given = {"fact_type": "action_item", "created_at": ago(1), "updated_at": ago(1), **fields}
    return Fact(org_id=ORG, fact_id=fact_id, text=text, **given)


def judged(shown: Fact, verdict: Verdict) -> Fact:
    """The fact with a verdict that hides it."""
    return shown.model_copy(update={"hidden": Hidden(verdict=verdict, said=said(shown))})


def distinct_facts(count: int, prefix: str = "fact", **fields: Any) -> list[Fact]:
    """Facts of equal score that no one takes for duplicates."""
    return [fact(f"{prefix}_{n:03}", f"{_word(prefix, n)} {_word(n, prefix)}", **fields) for n in range(count)]


def _word(*parts: object) -> str:
    digest = sha256(repr(parts).encode()).hexdigest()[:12]
    return digest.translate(str.maketrans("0123456789", "ghjklmnpqr"))


def workstream(workstream_id: str = "ws_1", **fields: Any) -> Workstream:
    """A green workstream of priority 1, updated yesterday, unless said otherwise."""
    given = {"title": f"Frente {workstream_id}", "created_at": ago(90), "updated_at": ago(1), "rev": "r1", **fields}
    return Workstream(org_id=ORG, workstream_id=workstream_id, **given)


def carrying(workstream_id: str, words: str, **fields: Any) -> Workstream:
    """A workstream with the signature of its own words."""
    return signed(workstream(workstream_id, title=words, **fields), [])


def proposal(proposal_id: str = "agd_1", shows: Sequence[str] = (), **fields: Any) -> Proposal:
    """An agenda of half an hour, made three days ago, unless said otherwise."""
    given = {"agenda": {}, "choice": "macro", "reason": "", "minutes": 30, "created_at": ago(3), "updated_at": ago(3)}
    return Proposal(org_id=ORG, proposal_id=proposal_id, supporting_fact_ids=tuple(shows), **{**given, **fields})


def brief(minutes: int = 30, language: Language = PT) -> Brief:
    """A meeting of so many minutes, planned NOW."""
    return Brief(minutes, language, NOW)


def about(*words: str, query: str = "") -> Subject:
    """A subject of some words that weigh the same."""
    return Subject(query or " ".join(words), {s: 1.0 for word in words for s in stems(word)})


def candidates(facts: Sequence[Fact], workstream_id: str | None = None) -> list[Candidate]:
    """The facts as candidates of one workstream, or of none."""
    return [Candidate.of(one, workstream_id) for one in facts]


@dataclass(frozen=True)
class Situation:
    """All that a plan is made from. `linked` are facts with weights by workstream, `undone` what was left over."""

    brief: Brief
    workstreams: list[Workstream] = field(default_factory=list)
    linked: Mapping[str, list[tuple[Fact, float]]] = field(default_factory=dict)
    loose: list[Fact] = field(default_factory=list)
    undone: list[Fact] = field(default_factory=list)
    subject: Subject | None = None
    relevances: list[float] = field(default_factory=list)
    tallies: Mapping[tuple[str | None, str], tuple[int, int]] = field(default_factory=dict)

    def macro(self) -> tuple[Agenda, Pool]:
        """The macro planner's agenda, and the pool that it was made from."""
        found = placed(self.linked, self.loose, self.workstreams)
        pool = sift(with_carried(found, self.undone, self._last_meeting(), self.subject), self.subject)
        pairs = zip(self.workstreams, self.relevances, strict=True)
        chosen = [Chosen(w, relevance if self.subject else 1.0) for w, relevance in pairs]
        return plan_macro(chosen, pool, self.brief, "BYD", self.subject, self.tallies), pool

    def micro(self) -> tuple[Agenda, Pool]:
        """The micro planner's agenda, and the pool that it was made from."""
        found = candidates(list({f.fact_id: f for f in [*self._linked_facts(), *self.loose]}.values()))
        carried = with_carried(found, self.undone, self._last_meeting(), self.subject)
        pool = sift(carried, self.subject, related_only=True)
        return plan_micro(pool, self.brief, "BYD", self.subject), pool

    def _linked_facts(self) -> list[Fact]:
        return [one for pairs in self.linked.values() for one, _ in pairs]

    def _last_meeting(self) -> Proposal | None:
        return proposal("agd_last", [f.fact_id for f in self.undone]) if self.undone else None


def facts(fact_id: str) -> st.SearchStrategy[Fact]:
    """Any fact, of few words so that near-duplicates come about."""
    said_words = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=6).map(" ".join)
    texts = st.builds("{}{}{}".format, st.sampled_from(["", "Não ", "Rever "]), said_words, st.sampled_from(["", " 10", " 20"]))
    quotes = st.lists(st.builds(evidence, st.one_of(said_words, st.just(""), st.text(max_size=30))), max_size=3)
    dues = st.one_of(st.none(), st.integers(-60, 60).map(day), st.floats(-60, 60).map(ago))
    made = st.builds(
        fact,
        st.just(fact_id),
        texts,
        fact_type=st.sampled_from([*FACT_TYPES, "feature_wish"]),
        status=st.sampled_from([*FactStatus, FactStatus.PROPOSED, FactStatus.VALIDATED]),
        due_iso=dues,
        owner=st.sampled_from([None, None, "Ana", "Bia"]),
        evidence=quotes.map(tuple),
        created_at=st.integers(0, 50).map(ago),
    )
    verdicts = st.sampled_from([None, None, None, Verdict.DONE, Verdict.REJECT])
    return st.builds(lambda f, verdict: judged(f, verdict) if verdict else f, made, verdicts)


def workstreams(ids: st.SearchStrategy[str] = ANY_ID) -> st.SearchStrategy[Workstream]:
    """Any workstream."""
    return st.builds(
        workstream,
        ids,
        title=st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=3).map(" ".join),
        status=st.sampled_from(Colour),
        priority=st.one_of(st.integers(0, 3), st.integers(0, 1000)),
        updated_at=st.integers(0, 30).map(ago),
    )


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    """Any situation: up to three workstreams, facts linked and loose, some of them left undone by the last meeting."""
    chosen = [draw(workstreams(st.just(f"ws_{n}"))) for n in range(draw(st.integers(1, 3)))]
    known = [draw(facts(f"fact_{n}")) for n in range(draw(st.integers(0, 14)))]
    places = [draw(st.sampled_from([*(w.workstream_id for w in chosen), "loose", "away"])) for _ in known]
    linked: dict[str, list[tuple[Fact, float]]] = {w.workstream_id: [] for w in chosen}
    for one, place in zip(known, places, strict=True):
        if place in linked:
            linked[place].append((one, draw(st.sampled_from([0.2, 1.0]))))
    away = [one for one, place in zip(known, places, strict=True) if place == "away"]
    again = draw(st.sets(st.sampled_from([f.fact_id for f in known]))) if known else set()
    open_ones = [f for f in known if (f.fact_id in again or f in away) and _can_come_back(f)]
    subject = draw(st.none() | st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=3, unique=True).map(lambda w: about(*w)))
    return Situation(
        brief(draw(st.one_of(st.integers(5, 60), st.integers(5, 480))), draw(st.sampled_from(Language))),
        [signed(w, [f for f, _ in linked[w.workstream_id]]) for w in chosen],
        linked,
        [one for one, place in zip(known, places, strict=True) if place == "loose"],
        open_ones,
        subject,
        [1.0, *(draw(st.floats(0.5, 1.0)) for _ in chosen[1:])],
        {(w.workstream_id, "task"): draw(st.tuples(st.integers(0, 9), st.integers(0, 9))) for w in chosen},
    )


def _can_come_back(one: Fact) -> bool:
    open_status = one.status not in (FactStatus.DRAFT, FactStatus.REJECTED)
    return one.meaning.can_be_left_undone and open_status and one.hidden is None
