"""Facts, workstreams and whole situations for the tests of the planning rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from random import Random
from typing import Any

from hypothesis import strategies as st

from spine.domain.fact_states import FactState, FactStatus, Verdict
from spine.domain.fact_types import FACT_TYPES
from spine.domain.facts import Evidence, Fact, with_verdict
from spine.domain.languages import Language
from spine.domain.planning.agenda import Agenda
from spine.domain.planning.candidates import Candidate, Pool, assign_to_workstreams, filter_candidates
from spine.domain.planning.carryover import carry_over
from spine.domain.planning.composition import MeetingSpec
from spine.domain.planning.keywords import with_keywords
from spine.domain.planning.matching import Chosen
from spine.domain.planning.planners import plan_macro, plan_micro
from spine.domain.planning.subjects import Subject
from spine.domain.proposals import Proposal
from spine.domain.times import iso
from spine.domain.tokenizer import stems
from spine.domain.workstream_states import Colour
from spine.domain.workstreams import Workstream

ORG = "org_demo"
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
PT, EN = Language.PORTUGUESE, Language.ENGLISH

VOCABULARY = """contrato bateria fornecedor integração homologação prazo orçamento câmbio fábrica sensor licença
    auditoria treinamento piloto armazém cabos painel firmware seguro logística invoice shipment warranty tooling
    dashboard payroll vendor roadmap""".split()


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
    """The fact after a verdict that takes it out of the next agendas."""
    return with_verdict(shown, verdict, "meeting", shown.updated_at)


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
    """A workstream with the keyword index of its own words."""
    return with_keywords(workstream(workstream_id, title=words, **fields), [])


def proposal(proposal_id: str = "agd_1", shows: Sequence[str] = (), **fields: Any) -> Proposal:
    """An agenda of half an hour, made three days ago, unless said otherwise."""
    given = {"agenda": {}, "choice": "macro", "reason": "", "minutes": 30, "created_at": ago(3), "updated_at": ago(3)}
    return Proposal(org_id=ORG, proposal_id=proposal_id, supporting_fact_ids=tuple(shows), **{**given, **fields})


def spec(
    minutes: int = 30, language: Language = PT, subject: Subject | None = None, start: datetime | None = None
) -> MeetingSpec:
    """A meeting of BYD of so many minutes, planned NOW."""
    return MeetingSpec(minutes, language, NOW, "BYD", subject, start=start)


def about(*words: str, query: str = "") -> Subject:
    """A subject of some words that weigh the same."""
    return Subject(query or " ".join(words), {s: 1.0 for word in words for s in stems(word)})


def candidates(facts: Sequence[Fact], workstream_id: str | None = None) -> list[Candidate]:
    """The facts as candidates of one workstream, or of none."""
    return [Candidate.of(one, workstream_id) for one in facts]


@dataclass(frozen=True)
class Situation:
    """All that a plan is made from. `linked` are facts with weights by workstream, `left_open` the last meeting's.

    `loose` are facts that no workstream holds, `elsewhere` those that one holds which was not chosen: one of the
    `others`, if there is any. `pressing` is what presses in the organisation.
    """

    spec: MeetingSpec
    workstreams: list[Workstream] = field(default_factory=list)
    linked: Mapping[str, list[tuple[Fact, float]]] = field(default_factory=dict)
    loose: list[Fact] = field(default_factory=list)
    left_open: list[Fact] = field(default_factory=list)
    elsewhere: list[Fact] = field(default_factory=list)
    others: list[Workstream] = field(default_factory=list)
    pressing: list[Fact] = field(default_factory=list)
    people: tuple[str, ...] = ()
    subject: Subject | None = None
    relevances: list[float] = field(default_factory=list)
    verdict_counts: Mapping[tuple[str | None, str], tuple[int, int]] = field(default_factory=dict)

    def macro(self) -> tuple[Agenda, Pool]:
        """The macro planner's agenda, and the pool that it was made from."""
        links = {key: {fact.fact_id: weight for fact, weight in pairs} for key, pairs in self.linked.items()}
        facts = [*(fact for pairs in self.linked.values() for fact, _ in pairs), *self.loose, *self.elsewhere]
        away = {fact.fact_id: 1.0 for fact in self.elsewhere}
        links |= {w.workstream_id: away for w in self.others}
        found = assign_to_workstreams(
            facts, links, self.workstreams, away, self.subject, self.people, others=self.others
        )
        pool = filter_candidates(self._with_carried_over(found), self.subject, candidates(self.pressing))
        pairs = zip(self.workstreams, self.relevances, strict=True)
        chosen = [Chosen(w, relevance if self.subject else 1.0) for w, relevance in pairs]
        return plan_macro(chosen, pool, self._spec, self.verdict_counts), pool

    def micro(self) -> tuple[Agenda, Pool]:
        """The micro planner's agenda, and the pool that it was made from."""
        known = [*(fact for pairs in self.linked.values() for fact, _ in pairs), *self.loose, *self.elsewhere]
        found = candidates(list({fact.fact_id: fact for fact in known}.values()))
        pool = filter_candidates(self._with_carried_over(found), self.subject, candidates(self.pressing))
        return plan_micro(pool, self._spec), pool

    @property
    def _spec(self) -> MeetingSpec:
        return replace(self.spec, subject=self.subject, people=self.people)

    def _with_carried_over(self, found: list[Candidate]) -> list[Candidate]:
        facts = {fact.fact_id: fact for fact in self.left_open}
        return carry_over(found, facts, proposal("agd_last", list(facts)) if facts else None, self.subject)


def any_fact(chance: Random, fact_id: str) -> Fact:
    """Any fact, of few words so that near-duplicates come about."""
    made = fact(
        fact_id,
        chance.choice(["", "Não ", "Rever "]) + _some_words(chance, 6) + chance.choice(["", "", " 10", " 20"]),
        fact_type=chance.choice([*FACT_TYPES, "feature_wish", "action_item", "task", "risk"]),
        status=chance.choice([*FactStatus, FactStatus.PROPOSED, FactStatus.VALIDATED]),
        due_iso=chance.choice([None, day(chance.randint(-60, 60)), ago(chance.uniform(-60, 60))]),
        owner=chance.choice([None, None, "Ana", "Bia"]),
        evidence=tuple(
            evidence(chance.choice(["", "sim, é isso", _some_words(chance, 6)]), f"ev_{n}")
            for n in range(chance.randint(0, 3))
        ),
        created_at=ago(chance.randint(0, 50)),
    )
    verdict = chance.choice([None] * 6 + [Verdict.DONE, Verdict.REJECT])
    return judged(made, verdict) if verdict else made


def any_workstream(chance: Random, workstream_id: str) -> Workstream:
    """Any workstream."""
    return workstream(
        workstream_id,
        title=_some_words(chance, 3),
        status=chance.choice([*Colour]),
        priority=chance.choice([0, 1, 2, chance.randint(0, 1000)]),
        updated_at=ago(chance.randint(0, 30)),
    )


def _some_words(chance: Random, most: int) -> str:
    return " ".join(chance.choices(VOCABULARY, k=chance.randint(1, most)))


def any_situation(seed: int, count: int, minutes: int, language: Language, subject: Subject | None) -> Situation:
    """Any situation of so many facts: linked, loose or away, some of them left open by the last meeting."""
    chance = Random(seed)
    chosen = [any_workstream(chance, f"ws_{n}") for n in range(chance.randint(1, 3))]
    ids = [w.workstream_id for w in chosen]
    known = [any_fact(chance, f"fact_{n}") for n in range(count)]
    places = {f.fact_id: chance.choice([*ids, *ids, "loose", "elsewhere", "away"]) for f in known}
    linked = {i: [(f, chance.choice([0.2, 1.0])) for f in known if places[f.fact_id] == i] for i in ids}
    again = [f for f in known if _can_come_back(f) and (places[f.fact_id] == "away" or chance.random() < 0.4)]
    return Situation(
        spec(minutes, language),
        [with_keywords(w, [f for f, _ in linked[w.workstream_id]]) for w in chosen],
        linked,
        [f for f in known if places[f.fact_id] == "loose"],
        again,
        [f for f in known if places[f.fact_id] == "elsewhere"],
        [any_workstream(chance, "ws_other")] if chance.random() < 0.5 else [],
        [f for f in known if chance.random() < 0.2],
        (chance.choice([(), (), (), ("Ana",)])),
        subject,
        [1.0, *(chance.uniform(0.5, 1.0) for _ in chosen[1:])],
        {(i, "task"): (chance.randint(0, 9), chance.randint(0, 9)) for i in ids},
    )


def _can_come_back(one: Fact) -> bool:
    open_status = one.status not in (FactStatus.DRAFT, FactStatus.REJECTED)
    return one.type_info.carries_over and open_status and one.hidden is None and one.state is FactState.OPEN


seeds = st.integers(0, 2**32)


def facts(fact_id: str) -> st.SearchStrategy[Fact]:
    """Any fact of this id. Made from one drawn seed: drawing every field costs a hundred times as much."""
    return seeds.map(lambda seed: any_fact(Random(seed), fact_id))


def workstreams() -> st.SearchStrategy[Workstream]:
    """Any workstream."""
    return seeds.map(lambda seed: any_workstream(Random(seed), f"ws_{seed % 50}"))


def subjects() -> st.SearchStrategy[Subject | None]:
    """No subject, or one of up to five words."""
    named = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=5, unique=True).map(lambda w: about(*w))
    return st.none() | named


def situations() -> st.SearchStrategy[Situation]:
    """Any situation of up to 30 facts."""
    whole = st.one_of(st.integers(5, 60), st.integers(5, 480))
    return st.builds(any_situation, seeds, st.integers(0, 30), whole, st.sampled_from(Language), subjects())
