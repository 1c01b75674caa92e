from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spine.domain.fact_states import FactState
from spine.domain.fact_types import Kind
from spine.domain.facts import Fact
from spine.domain.languages import Language
from spine.domain.planning.agenda import Agenda
from spine.domain.planning.asked import Asked
from spine.domain.planning.candidates import Candidate, Pool, exclusion_reason
from spine.domain.planning.matching import Chosen
from spine.domain.planning.planners import plan_macro
from spine.domain.planning.pressing import presses
from tests.domain.planning.builders import (
    EN,
    NOW,
    PT,
    Situation,
    about,
    ago,
    candidates,
    carrying,
    day,
    distinct_facts,
    fact,
    situations,
    spec,
    workstream,
)

HEADINGS = {
    PT: ["A decidir", "Riscos", "Ações", "Questões em aberto", "Metas", "Situação", "Decidido", "Também"],
    EN: ["To decide", "Risks", "Actions", "Open questions", "Goals", "Where we stand", "Decided", "Also"],
}
OTHER_OPEN_ITEMS = {PT: "Outras pendências", EN: "Other open items"}
IF_TIME_REMAINS = {PT: "Se sobrar tempo", EN: "If time remains"}
CARRIED_OVER = {PT: "Pendências", EN: "Carried over"}
REASONS = {"no_time", "duplicate", "rejected", "feedback", "done", "draft", "unrelated"}
TWIN = "O fornecedor vai entregar as baterias no armazém de Manaus"

type Planner = Callable[[Situation], tuple[Agenda, Pool]]

both_planners = pytest.mark.parametrize("planner", [Situation.macro, Situation.micro], ids=["macro", "micro"])


def plan(situation: Situation, planner: Planner) -> Agenda:
    return planner(situation)[0]


def shown(agenda: Agenda) -> list[str]:
    return [b.fact.fact_id for b in agenda.bullets]


def parked(agenda: Agenda) -> list[str]:
    return [r.fact.fact_id for r in agenda.parked]


def minutes(agenda: Agenda) -> dict[str | None, int]:
    return {section.workstream_id: section.minutes for section in agenda.sections}


def one_workstream(facts: list[Fact], whole: int = 30, language: Language = PT, **fields: object) -> Situation:
    first = workstream("ws_1", **fields)
    return Situation(spec(whole, language), [first], {"ws_1": [(f, 1.0) for f in facts]}, relevances=[1.0])


def two_workstreams(
    first: list[Fact], second: list[Fact], whole: int = 60, priorities: tuple[int, int] = (1, 1), **more: object
) -> Situation:
    both = [workstream(f"ws_{n}", priority=p) for n, p in enumerate(priorities, 1)]
    linked = {"ws_1": [(f, 1.0) for f in first], "ws_2": [(f, 1.0) for f in second]}
    return Situation(spec(whole), both, linked, **{"relevances": [1.0, 1.0], **more})


@dataclass(frozen=True)
class Planned:
    """An agenda, the pool that it was made from, and the situation that it was planned in."""

    situation: Situation
    is_macro: bool
    agenda: Agenda
    pool: Pool

    @property
    def language(self) -> Language:
        return self.situation.spec.language

    @property
    def titles(self) -> list[str]:
        """The titles of the sections that belong to no workstream."""
        return [section.title for section in self.agenda.sections if section.workstream_id is None]

    @property
    def all_titles(self) -> list[str]:
        """The titles of all sections, with those of workstreams left empty."""
        return [s.title if s.workstream_id is None else "" for s in self.agenda.sections]

    @property
    def asked(self) -> Asked:
        """What was asked for."""
        chosen = [Chosen(w) for w in self.situation.workstreams] if self.is_macro else []
        return Asked.of(self.situation.subject, self.situation.people, self.pool.candidates, chosen)

    def rank_of(self, candidate: Candidate) -> int:
        """0 for what was asked for and is about the subject, 1 for what else was asked for, 2 for the rest."""
        asked = self.asked
        return 2 if not asked.covers(candidate) else 0 if asked.is_about(candidate) else 1


def the_sections_sum_to_the_meeting_exactly(planned: Planned) -> None:
    assert planned.agenda.minutes == (planned.situation.spec.minutes if planned.agenda.sections else 0)


def each_section_has_five_minutes_a_bullet_and_no_more_than_its_time_allows(planned: Planned) -> None:
    for section in planned.agenda.sections:
        assert section.minutes >= 5
        assert 1 <= len(section.bullets) <= max(1, section.minutes // 3)
        assert all(item.bullets for item in section.items)


def bullets_have_minutes_that_sum_to_their_section(planned: Planned) -> None:
    for section in planned.agenda.sections:
        assert sum(bullet.minutes for bullet in section.bullets) == section.minutes
        assert min(bullet.minutes for bullet in section.bullets) >= 1


def every_candidate_is_shown_parked_or_excluded_once(planned: Planned) -> None:
    agenda, pool = planned.agenda, planned.pool
    if not agenda.sections:
        return  # Without a fact that has a place there is no agenda for what is carried over to stand in.
    found = [*shown(agenda), *parked(agenda), *agenda.excluded]
    assert len(found) == len(set(found))
    known = {*(c.fact.fact_id for c in pool.candidates), *pool.excluded}
    assert known <= set(found)
    assert set(found) - known <= {c.fact.fact_id for c in pool.priorities} - set(parked(agenda))
    assert set(agenda.excluded.values()) <= REASONS - {"no_time"}


def all_headings_are_in_the_language_and_in_order(planned: Planned) -> None:
    language, own = planned.language, {w.workstream_id: w.title for w in planned.situation.workstreams}
    for section in planned.agenda.sections:
        headings = [item.heading for item in section.items]
        assert headings == [h for h in HEADINGS[language] if h in headings]
        assert headings == [HEADINGS[language][[*Kind].index(item.kind)] for item in section.items]
        assert section.title == own.get(section.workstream_id, section.title)


def the_sections_without_a_workstream_stand_in_their_order(planned: Planned) -> None:
    language = planned.language
    ends = [IF_TIME_REMAINS[language], CARRIED_OVER[language]]
    names = [OTHER_OPEN_ITEMS[language]] if planned.is_macro else HEADINGS[language]
    assert set(planned.titles) <= {*names, *ends}
    at_the_end = [title for title in planned.all_titles if title in ends]
    assert planned.all_titles[len(planned.all_titles) - len(at_the_end) :] == at_the_end
    assert at_the_end == [title for title in ends if title in at_the_end]


def a_fact_never_stands_under_a_foreign_heading(planned: Planned) -> None:
    held = {f.fact_id: key for key, pairs in planned.situation.linked.items() for f, _ in pairs}
    held |= {f.fact_id: "ws_elsewhere" for f in planned.situation.elsewhere}
    for section in planned.agenda.sections:
        for bullet in section.bullets if section.workstream_id else ():
            alike = [bullet.fact.fact_id, *(variant.fact_id for variant in bullet.ranked.variants)]
            places = {held[fact_id] for fact_id in alike if fact_id in held}
            assert not places or section.workstream_id in places


def in_each_section_what_was_asked_for_stands_before_also(planned: Planned) -> None:
    own = {w.workstream_id for w in planned.situation.workstreams}
    for section in planned.agenda.sections:
        ranks = [planned.rank_of(bullet.ranked.candidate) for bullet in section.bullets]
        also = [item.kind == "also" for item in section.items for _ in item.bullets]
        assert also == sorted(also)
        if section.workstream_id in own or 0 in ranks:
            assert also == [rank == 2 or (rank == 1 and 0 in ranks) for rank in ranks]


def nothing_that_was_asked_for_is_parked_for_something_else_of_its_section(planned: Planned) -> None:
    def place(one: Candidate) -> object:
        return one.workstream_id if planned.is_macro else one.fact.type_info.kind

    left = [r.candidate for r in planned.agenda.parked if not r.candidate.fact.type_info.is_a_record]
    is_about_parked = bool(planned.situation.subject) and 0 in map(planned.rank_of, left)
    for section in planned.agenda.sections:
        if section.title not in (IF_TIME_REMAINS[planned.language], CARRIED_OVER[planned.language]):
            shown_here = [bullet.ranked.candidate for bullet in section.bullets]
            ranks = [planned.rank_of(one) for one in shown_here]
            here = [planned.rank_of(one) for one in left if place(one) == place(shown_here[0])]
            assert max(ranks) <= min([2, *here]) or not planned.asked.is_particular
            assert planned.is_macro or not is_about_parked or 0 in ranks


def nothing_done_dropped_or_rejected_is_shown_or_parked(planned: Planned) -> None:
    agenda = planned.agenda
    assert {exclusion_reason(one) for one in (*(b.fact for b in agenda.bullets), *(r.fact for r in agenda.parked))} <= {
        None
    }


def at_most_a_third_is_carried_over_but_one_may_be(planned: Planned) -> None:
    agenda = planned.agenda
    carried = [b for b in agenda.bullets if b.carried_from]
    assert len(carried) <= max(1, len(agenda.bullets) // 3)
    assert {b.carried_from for b in carried} <= {"agd_last"}
    left_open = {f.fact_id for f in planned.situation.left_open}
    # A near-duplicate of something left open is carried over itself.
    assert all(b.fact.fact_id in left_open or b.ranked.variants for b in carried)


def what_presses_comes_first_under_its_heading(planned: Planned) -> None:
    for item in (i for s in planned.agenda.sections for i in s.items):
        pressing = [presses(b.fact, NOW) for b in item.bullets]
        assert pressing == sorted(pressing, reverse=True)


def what_fills_remaining_time_is_at_most_half_and_nothing_settled(planned: Planned) -> None:
    for section in planned.agenda.sections:
        if section.title == IF_TIME_REMAINS[planned.language]:
            assert 2 * len(section.bullets) <= planned.situation.spec.minutes // 3
            assert all(b.fact.type_info.is_open for b in section.bullets)
            assert planned.agenda.suggested_minutes is not None


def a_record_is_shown_only_where_there_is_nothing_else(planned: Planned) -> None:
    records = [bullet.fact.type_info.is_a_record for bullet in planned.agenda.bullets]
    assert all(records) or not any(records)


def nothing_settled_is_an_open_item_unless_it_was_asked_for(planned: Planned) -> None:
    for section in planned.agenda.sections:
        if section.title == OTHER_OPEN_ITEMS[planned.language] and not planned.asked.is_particular:
            assert all(bullet.fact.type_info.kind is not Kind.DECIDED for bullet in section.bullets)


def the_parked_stand_best_first(planned: Planned) -> None:
    totals = [r.total for r in planned.agenda.parked]
    assert totals == sorted(totals, reverse=True)


LAWS = [
    the_sections_sum_to_the_meeting_exactly,
    each_section_has_five_minutes_a_bullet_and_no_more_than_its_time_allows,
    bullets_have_minutes_that_sum_to_their_section,
    every_candidate_is_shown_parked_or_excluded_once,
    all_headings_are_in_the_language_and_in_order,
    the_sections_without_a_workstream_stand_in_their_order,
    a_fact_never_stands_under_a_foreign_heading,
    in_each_section_what_was_asked_for_stands_before_also,
    nothing_that_was_asked_for_is_parked_for_something_else_of_its_section,
    nothing_done_dropped_or_rejected_is_shown_or_parked,
    at_most_a_third_is_carried_over_but_one_may_be,
    what_presses_comes_first_under_its_heading,
    what_fills_remaining_time_is_at_most_half_and_nothing_settled,
    a_record_is_shown_only_where_there_is_nothing_else,
    nothing_settled_is_an_open_item_unless_it_was_asked_for,
    the_parked_stand_best_first,
]


@both_planners
@given(situations())
@settings(max_examples=100)
def test_any_agenda_keeps_all_laws(planner: Planner, situation: Situation) -> None:
    planned = Planned(situation, planner is Situation.macro, *planner(situation))
    for law in LAWS:
        law(planned)


@given(situations().flatmap(lambda s: st.tuples(st.just(s), st.permutations(s.loose), st.permutations(s.left_open))))
def test_the_order_in_which_facts_are_read_does_not_change_the_agenda(
    given_: tuple[Situation, list[Fact], list[Fact]],
) -> None:
    one, loose, left_open = given_
    linked = {k: v[::-1] for k, v in one.linked.items()}
    backwards = {"elsewhere": one.elsewhere[::-1], "pressing": one.pressing[::-1]}
    other = replace(one, linked=linked, loose=loose, left_open=left_open, **backwards)
    for planner in (Situation.macro, Situation.micro):
        assert plan(one, planner) == plan(other, planner)


@pytest.mark.parametrize("whole", [5, 30, 480])
def test_three_busy_workstreams_fill_the_meeting(whole: int) -> None:
    chosen = [workstream(f"ws_{n}", priority=n) for n in range(3)]
    linked = {f"ws_{n}": [(f, 1.0) for f in distinct_facts(20, f"w{n}")] for n in range(3)}
    agenda = plan(Situation(spec(whole), chosen, linked, relevances=[1.0] * 3), Situation.macro)
    assert agenda.minutes == whole
    assert len(agenda.sections) == min(3, whole // 5)
    assert len(shown(agenda)) + len(parked(agenda)) == 60


def test_more_priority_more_minutes() -> None:
    some, others = distinct_facts(4, "one"), distinct_facts(4, "two")
    time = minutes(plan(two_workstreams(some, others, priorities=(2, 800)), Situation.macro))
    assert time["ws_2"] > time["ws_1"]


def test_more_facts_more_minutes() -> None:
    time = minutes(plan(two_workstreams(distinct_facts(2, "one"), distinct_facts(6, "two")), Situation.macro))
    assert time["ws_2"] > time["ws_1"]


def test_with_a_subject_the_more_relevant_workstream_never_gets_less() -> None:
    both = [
        [fact(f"{name}_{n}", f"contrato {one.text}") for n, one in enumerate(distinct_facts(12, name))]
        for name in ("one", "two")
    ]
    situation = two_workstreams(*both, 59, subject=about("contrato"), relevances=[1.0, 0.6])
    time = minutes(plan(situation, Situation.macro))
    assert time["ws_1"] > time["ws_2"]


def test_of_equally_relevant_workstreams_the_one_with_more_facts_never_gets_less() -> None:
    situation = two_workstreams(distinct_facts(1, "one"), distinct_facts(6, "two"), subject=about("contrato"))
    time = minutes(plan(situation, Situation.macro))
    assert time["ws_2"] >= time["ws_1"]


def test_five_minutes_are_one_section_and_the_rest_is_parked() -> None:
    agenda = plan(two_workstreams(distinct_facts(3, "one"), distinct_facts(3, "two"), 5, (9, 1)), Situation.macro)
    assert minutes(agenda) == {"ws_1": 5}
    assert len(shown(agenda)) == 1
    assert len(parked(agenda)) == 5


def test_a_workstream_without_a_fact_to_show_gets_no_section() -> None:
    agenda = plan(two_workstreams(distinct_facts(2), [fact("gone", status="rejected")]), Situation.macro)
    assert minutes(agenda) == {"ws_1": 60}
    assert agenda.excluded == {"gone": "rejected"}


def test_without_facts_the_agenda_is_empty_and_nothing_is_made_up() -> None:
    for planner in (Situation.macro, Situation.micro):
        agenda = plan(one_workstream([]), planner)
        assert (agenda.sections, agenda.parked, agenda.minutes) == ((), (), 0)


def test_strict_planning_without_workstreams_is_empty() -> None:
    agenda = plan_macro([], Pool([]), spec())
    assert (agenda.sections, agenda.parked, agenda.excluded) == ((), (), {})


@pytest.mark.parametrize(
    ("language", "count", "title"),
    [
        (PT, 1, "Reunião: Baterias {x}"),
        (EN, 1, "Meeting: Baterias {x}"),
        (PT, 2, "BYD: prioridades"),
        (EN, 2, "BYD: priorities"),
    ],
)
def test_a_macro_agenda_is_named_after_its_workstream_or_the_organisation(
    language: Language, count: int, title: str
) -> None:
    chosen = [Chosen(workstream(f"ws_{n}", title="Baterias {x}")) for n in range(count)]
    pool = Pool([c for n, one in enumerate(distinct_facts(count)) for c in candidates([one], f"ws_{n}")])
    assert plan_macro(chosen, pool, spec(30, language)).title == title


@pytest.mark.parametrize(
    ("language", "subject", "title"),
    [
        (PT, "o contrato {0}", "Reunião: o contrato {0}"),
        (EN, "the contract", "Meeting: the contract"),
        (PT, None, "Reunião BYD"),
        (EN, None, "BYD meeting"),
    ],
)
def test_a_micro_agenda_is_named_after_its_subject_or_the_organisation(
    language: Language, subject: str | None, title: str
) -> None:
    named = about("contrato", query=subject) if subject else None
    assert plan(Situation(spec(30, language), loose=[fact()], subject=named), Situation.micro).title == title


def test_every_type_stands_under_its_heading_and_an_unknown_one_says_where_we_stand() -> None:
    names = "milestone decision decision_needed risk blocker task process_step question topic deadline wish".split()
    some = distinct_facts(len(names))
    typed = [f.model_copy(update={"fact_type": name}) for f, name in zip(some, names, strict=True)]
    (section,) = plan(one_workstream(typed, 60, EN), Situation.macro).sections
    under = {item.heading: sorted(b.fact.fact_type for b in item.bullets) for item in section.items}
    assert under == {
        "To decide": ["decision_needed"],
        "Risks": ["blocker", "risk"],
        "Actions": ["deadline", "process_step", "task"],
        "Open questions": ["question"],
        "Goals": ["milestone"],
        "Where we stand": ["topic", "wish"],
        "Decided": ["decision"],
    }


@pytest.mark.parametrize("days", [-30, -1, 0, 7])
def test_an_action_that_is_due_comes_into_its_section_before_better_facts(days: int) -> None:
    better = distinct_facts(4, status="validated", fact_type="decision")
    late = fact("late", status="proposed", created_at=ago(60), due_iso=day(days), fact_type="process_step")
    assert "late" in shown(plan(one_workstream([*better, late], 6), Situation.macro))


@pytest.mark.parametrize("days", [-31, 8])
def test_an_action_long_overdue_or_due_later_has_no_such_right(days: int) -> None:
    better = distinct_facts(4, status="validated", fact_type="decision", due_iso=day(12))
    late = fact("late", status="proposed", created_at=ago(60), due_iso=day(days), fact_type="process_step")
    assert "late" in parked(plan(one_workstream([*better, late], 6), Situation.macro))


@pytest.mark.parametrize(
    ("due", "state"),
    [
        (None, "none"), (day(-1), "overdue"), (day(-90), "overdue"), (day(0), "due_soon"), (day(7), "due_soon"),
        (day(8), "later"), (f"{day(0)}T00:00:00Z", "due_soon"), (f"{day(-1)}T23:59:59Z", "overdue"),
    ],
)  # fmt: skip
def test_a_bullet_says_how_its_due_date_stands(due: str | None, state: str) -> None:
    (bullet,) = plan(one_workstream([fact(due_iso=due)]), Situation.macro).bullets
    assert bullet.due_state == state


def test_what_belongs_to_no_chosen_workstream_stands_in_a_last_section() -> None:
    situation = one_workstream(distinct_facts(6), 60)
    left = [fact("left", "Revisar a auditoria da fábrica", due_iso=day(300))]
    agenda = plan(Situation(**{**vars(situation), "left_open": left}), Situation.macro)
    assert [s.title for s in agenda.sections] == ["Frente ws_1", "Pendências"]
    assert [b.fact.fact_id for b in agenda.sections[-1].bullets] == ["left"]
    assert agenda.sections[-1].bullets[0].carried_from == "agd_last"


def test_what_is_carried_over_in_a_chosen_workstream_is_shown_in_its_section() -> None:
    better = distinct_facts(6, status="validated", fact_type="decision")
    left = fact("left", "Revisar a auditoria da fábrica", created_at=ago(60))
    situation = one_workstream([*better, left], 6)
    agenda = plan(Situation(**{**vars(situation), "left_open": [left]}), Situation.macro)
    assert [s.workstream_id for s in agenda.sections] == ["ws_1"]
    assert {b.fact.fact_id: b.carried_from for b in agenda.bullets}["left"] == "agd_last"


def test_a_third_of_the_bullets_is_carried_over_where_much_was_left_open() -> None:
    left = distinct_facts(20, "left")
    agenda = plan(Situation(**{**vars(one_workstream(distinct_facts(20), 60)), "left_open": left}), Situation.macro)
    carried = sum(b.carried_from is not None for b in agenda.bullets)
    assert 1 < carried <= len(agenda.bullets) // 3


def test_in_a_short_meeting_the_one_that_comes_back_is_one_that_has_a_section() -> None:
    here = fact("here", "Revisar a auditoria da fábrica", created_at=ago(20))
    away = fact("away", "Comprar guindastes e empilhadeiras", created_at=ago(0))
    situation = two_workstreams([here, *distinct_facts(4)], [away], 5, (900, 1), left_open=[here, away])
    agenda = plan(situation, Situation.macro)
    assert [(b.fact.fact_id, b.carried_from) for b in agenda.bullets] == [("here", "agd_last")]


def test_a_workstreams_only_fact_is_not_lost_to_a_better_twin_from_elsewhere() -> None:
    here, away = fact("here", TWIN), fact("away", TWIN, status="validated")
    agenda = plan(Situation(**{**vars(one_workstream([here])), "left_open": [away]}), Situation.macro)
    assert len(shown(agenda)) == 1
    assert sorted([*shown(agenda), *agenda.excluded]) == ["away", "here"]


def test_the_micro_planner_keeps_to_the_subject() -> None:
    some = [fact("yes", "contrato de baterias"), fact("no", "auditoria da fábrica", status="validated")]
    agenda = plan(Situation(spec(), loose=some, subject=about("contrato")), Situation.micro)
    assert shown(agenda) == ["yes"]
    assert agenda.excluded == {"no": "unrelated"}


def test_near_duplicates_are_shown_once() -> None:
    agenda = plan(
        one_workstream([fact("a", TWIN), fact("b", TWIN.lower()), fact("c", "Pagar o seguro")]), Situation.macro
    )
    assert sorted(shown(agenda)) == ["a", "c"]
    assert agenda.excluded == {"b": "duplicate"}


def asked_about_contracts(*linked: Fact, whole: int = 30, **more: object) -> Agenda:
    situation = replace(one_workstream(list(linked), whole), subject=about("contrato"), **more)
    return plan(situation, Situation.macro)


def test_what_carries_the_subject_stands_before_what_is_due() -> None:
    late = fact("late", "Pagar o seguro", due_iso=day(-1), status="validated")
    agenda = asked_about_contracts(late, fact("settled", "O contrato foi assinado", fact_type="decision"))
    assert [(i.kind, [b.fact.fact_id for b in i.bullets]) for i in agenda.sections[0].items] == [
        ("decided", ["settled"]),
        ("also", ["late"]),
    ]
    assert agenda.suggested_minutes == 5


def test_what_fills_half_of_the_meeting_stands_alone() -> None:
    some = [fact(f"c{n}", f"contrato {one.text}") for n, one in enumerate(distinct_facts(5))]
    agenda = asked_about_contracts(*some, fact("late", "Pagar o seguro", due_iso=day(-1)))
    assert sorted(shown(agenda)) == [f.fact_id for f in some]
    assert parked(agenda) == ["late"]
    assert agenda.suggested_minutes is None


def test_a_subject_that_names_the_workstream_is_about_all_that_it_holds() -> None:
    some = [fact("a", "Pagar o seguro"), fact("b", "O contrato foi assinado", fact_type="decision")]
    situation = replace(one_workstream(some, title="Contratos"), subject=about("contrato"))
    (section,) = plan(situation, Situation.macro).sections
    assert [item.kind for item in section.items] == ["actions", "decided"]


def test_priorities_fill_time_that_remains_but_not_in_a_strict_plan() -> None:
    pressing = distinct_facts(12, "pressing", due_iso=day(1))
    agenda = asked_about_contracts(fact("one", "contrato"), pressing=pressing)
    assert [s.title for s in agenda.sections] == ["Frente ws_1", "Se sobrar tempo"]
    assert len(agenda.sections[1].bullets) == 5
    strict = replace(spec(), is_strict=True)
    assert len(asked_about_contracts(fact("one", "contrato"), pressing=pressing, spec=strict).sections) == 1


def test_a_carrying_fact_of_another_workstream_stands_among_the_other_open_items() -> None:
    agenda = asked_about_contracts(fact("own", "contrato de baterias"), elsewhere=[fact("away", "contrato do piloto")])
    assert [s.title for s in agenda.sections] == ["Frente ws_1", "Outras pendências"]


def test_without_a_subject_what_presses_without_a_home_is_an_open_item() -> None:
    away = [fact("late", "Pagar o seguro", due_iso=day(-1)), fact("later", "Pintar o muro", due_iso=day(40))]
    agenda = plan(replace(one_workstream(distinct_facts(3)), elsewhere=away), Situation.macro)
    assert [s.title for s in agenda.sections] == ["Frente ws_1", "Outras pendências"]
    assert agenda.excluded == {"later": "unrelated"}


def test_without_a_subject_what_another_workstream_holds_is_an_open_item_unless_it_is_settled() -> None:
    away = [fact("risk", "Pintar o muro", fact_type="risk"), fact("settled", "Pagar o seguro", fact_type="decision")]
    situation = replace(one_workstream(distinct_facts(3)), elsewhere=away, others=[workstream("ws_other")])
    agenda = plan(situation, Situation.macro)
    assert [s.title for s in agenda.sections] == ["Frente ws_1", "Outras pendências"]
    assert agenda.excluded == {"settled": "unrelated"}


def test_the_other_open_items_weigh_as_in_a_section_of_their_workstream() -> None:
    away, own = distinct_facts(8, "away", fact_type="risk"), distinct_facts(8, "own", fact_type="risk")
    same = [workstream("ws_other", priority=5)]
    situation = replace(one_workstream(own, 33, priority=5), elsewhere=away, others=same)
    assert [s.minutes for s in plan(situation, Situation.macro).sections] == [17, 16]
    less = replace(situation, others=[workstream("ws_other", priority=1)])
    assert [s.minutes for s in plan(less, Situation.macro).sections] == [19, 14]


def test_a_section_shows_what_those_before_it_do_not_say() -> None:
    own = [fact("own", "guindaste amarelo", fact_type="metric")]
    other = [fact(f, text, fact_type="metric") for f, text in [("again", "guindaste"), ("new", "frete atrasado")]]
    assert shown(plan(two_workstreams(own, other, 10), Situation.macro)) == ["own", "new"]


def test_what_presses_gets_time_before_anybody_s_background() -> None:
    background = distinct_facts(20, "known", fact_type="metric")
    away = distinct_facts(4, "late", due_iso=day(-1))
    agenda = plan(replace(one_workstream(background, 60, priority=900), elsewhere=away), Situation.macro)
    assert [len(section.bullets) for section in agenda.sections] == [15, 4]
    assert not {f.fact_id for f in away} & set(parked(agenda))


@pytest.mark.parametrize("days", [(-6, 2), (1, 5)])
@pytest.mark.parametrize("texts", [("Call the plumber", "Renew public liability insurance"), ("A b c d", "E f")])
def test_of_what_presses_the_best_gets_the_only_place_whatever_it_says(
    days: tuple[int, int], texts: tuple[str, str]
) -> None:
    for first, second in (texts, texts[::-1]):
        facts = [fact("a", first, due_iso=day(days[0])), fact("b", second, due_iso=day(days[1]))]
        assert shown(plan(one_workstream(facts, 5), Situation.macro)) == ["a"]


def test_a_record_of_a_meeting_is_no_candidate_beside_anything_else() -> None:
    record = fact("record", "Reunião com sete pessoas", fact_type="meeting_metadata")
    assert plan(one_workstream([record, fact("own")]), Situation.macro).excluded == {"record": "unrelated"}
    assert shown(plan(one_workstream([record]), Situation.macro)) == ["record"]


def test_people_get_what_they_own_in_the_order_of_what_presses() -> None:
    later, late = fact("later", "Pintar o muro", owner="Ana"), fact("late", "Pagar", owner="Ana Lima", due_iso=day(-1))
    situation = two_workstreams([later, fact("other", "Rever o prazo", owner="Bia")], [late], 6, people=("Ana Lima",))
    agenda = plan(situation, Situation.macro)
    assert agenda.title == "Ana Lima: pendências"
    assert [s.workstream_id for s in agenda.sections] == ["ws_2"]
    assert shown(agenda) == ["late"]


def test_a_widened_fact_gets_a_place_under_the_workstream_that_it_shares_words_with() -> None:
    chosen = [carrying("ws_1", "seguro"), carrying("ws_2", "contrato Foxconn")]
    situation = Situation(
        spec(), chosen, {"ws_1": [(fact("own", "Pagar o seguro"), 1.0)]}, [fact()], relevances=[1.0, 1.0]
    )
    agenda = plan(situation, Situation.macro)
    assert {b.fact.fact_id: b.ranked.candidate.workstream_id for b in agenda.bullets} == {
        "own": "ws_1",
        "fact_1": "ws_2",
    }


def test_candidates_without_stems_are_planned_too() -> None:
    agenda = plan_macro([Chosen(workstream())], Pool([Candidate(fact(text="???"), "ws_1")]), spec())
    assert shown(agenda) == ["fact_1"]


def test_what_does_not_press_stands_by_its_day_under_a_heading() -> None:
    days = {"last": 39, "first": 14, "second": 18}
    facts = [
        f.model_copy(update={"fact_id": name, "due_iso": day(days[name]), "status": status})
        for f, name, status in zip(distinct_facts(3), days, ["validated", "proposed", "proposed"], strict=True)
    ]
    undated = fact("undated", "Pintar o muro", status="validated")
    assert shown(plan(one_workstream([undated, *facts], 60), Situation.macro)) == ["first", "second", "last", "undated"]


def test_what_people_own_that_is_settled_comes_last_into_the_meeting_of_their_open_items() -> None:
    settled = fact("settled", "A multa segue em dois por cento", owner="Ana", fact_type="decision", status="validated")
    todo = [f.model_copy(update={"owner": "Ana"}) for f in distinct_facts(2, status="proposed", created_at=ago(40))]
    agenda = plan(two_workstreams([settled], todo, 6, people=("Ana",)), Situation.macro)
    assert (shown(agenda), parked(agenda)) == ([f.fact_id for f in todo], ["settled"])
    both = plan(two_workstreams([settled], todo, 15, people=("Ana",)), Situation.macro)
    assert [s.workstream_id for s in both.sections] == ["ws_2", "ws_1"]


@both_planners
def test_an_owner_is_said_by_the_longest_form_of_the_name(planner: Planner) -> None:
    twice = [fact("old", TWIN, owner="Ana Lima", created_at=ago(9)), fact("new", TWIN, owner="Ana")]
    (bullet,) = plan(one_workstream(twice), planner).bullets
    assert (bullet.fact.owner, bullet.owner) == ("Ana", "Ana Lima")
    (asked,) = plan(replace(one_workstream([fact(owner="Ana")]), people=("Ana Lima",)), planner).bullets
    assert asked.owner == "Ana Lima"


@both_planners
def test_an_owner_of_several_people_is_said_as_it_is(planner: Planner) -> None:
    (bullet,) = plan(replace(one_workstream([fact(owner="Ana e Bia")]), people=("Ana Lima",)), planner).bullets
    assert bullet.owner == "Ana e Bia"


def minutes_of(agenda: Agenda) -> dict[str, int]:
    return {bullet.fact.fact_id: bullet.minutes for bullet in agenda.bullets}


@pytest.mark.parametrize("whole", [15, 30, 45, 61, 90])
def test_the_one_thing_asked_for_gets_at_least_half_of_the_meeting(whole: int) -> None:
    decisions = [f.model_copy(update={"fact_type": "decision_needed"}) for f in distinct_facts(40, "other")]
    agenda = asked_about_contracts(fact("asked", "contrato"), *decisions, whole=whole)
    assert 2 * minutes_of(agenda)["asked"] >= whole
    assert 1 < len(agenda.bullets) <= 1 + whole // 6
    assert min(3 * len(agenda.bullets), whole) <= agenda.minutes


def test_what_was_asked_for_shares_its_half_by_what_it_weighs() -> None:
    asked = [fact("decide", "contrato novo", fact_type="decision_needed"), fact("act", "assinar contrato")]
    agenda = asked_about_contracts(*asked, *distinct_facts(20, "other"), whole=60)
    assert (minutes_of(agenda)["decide"], minutes_of(agenda)["act"]) == (23, 7)
    assert len(agenda.bullets) == 12


def test_what_a_section_shows_besides_fills_the_first_section_before_the_next() -> None:
    asked = [fact(f"asked_{n}", f"contrato {one.text}") for n, one in enumerate(distinct_facts(2))]
    first, second = [asked[0], *distinct_facts(3, "one")], [asked[1], *distinct_facts(3, "two")]
    agenda = plan(two_workstreams(first, second, 30, subject=about("contrato")), Situation.macro)
    assert minutes(agenda) == {"ws_1": 20, "ws_2": 10}
    assert [len(section.bullets) for section in agenda.sections] == [4, 1]


def test_a_workstream_with_nothing_that_was_asked_for_gets_what_the_others_leave() -> None:
    first, second = [fact("asked", "contrato"), *distinct_facts(2, "one")], distinct_facts(6, "two", due_iso=day(1))
    agenda = plan(two_workstreams(first, second, 30, subject=about("contrato")), Situation.macro)
    assert minutes(agenda) == {"ws_1": 25, "ws_2": 5}


def test_by_kind_a_decision_gets_more_than_an_action_and_an_action_more_than_background() -> None:
    kinds = {"decision_needed": 3, "action_item": 9, "metric": 3, "decision": 3}
    some = [
        f.model_copy(update={"fact_type": kind, "due_iso": day(2)})
        for kind, count in kinds.items()
        for f in distinct_facts(count, kind)
    ]
    agenda = plan(Situation(spec(60), loose=some), Situation.micro)
    assert [(s.title, s.minutes) for s in agenda.sections] == [
        ("A decidir", 20),
        ("Ações", 30),
        ("Situação", 5),
        ("Decidido", 5),
    ]
    short = plan(Situation(spec(40), loose=some), Situation.micro)
    assert [(s.title, s.minutes) for s in short.sections] == [("A decidir", 10), ("Ações", 30)]


def test_the_other_open_items_go_by_their_best_fact_and_before_equals_by_how_many_they_are() -> None:
    subject = about("contrato", "baterias")
    whole, half = "contrato de baterias", "contrato"
    own = fact("own", f"{whole} em Manaus")
    for others, first in (
        ([f"{half} do piloto", f"{half} do seguro"], "ws_1"),
        ([f"{whole} em Recife"], "ws_1"),
        ([f"{whole} em Recife", f"{half} do seguro"], None),
    ):
        away = [fact(f"away_{n}", text) for n, text in enumerate(others)]
        agenda = plan(replace(one_workstream([own], 60), subject=subject, elsewhere=away), Situation.macro)
        assert agenda.sections[0].workstream_id == first, others


def test_a_workstream_whose_best_fact_has_less_of_the_subject_stands_after_the_other_open_items() -> None:
    away = [fact("away", "contrato de baterias")]
    situation = replace(one_workstream([fact("own", "contrato novo")], 60), subject=about("contrato", "baterias"))
    agenda = plan(replace(situation, elsewhere=away), Situation.macro)
    assert [s.title for s in agenda.sections] == ["Outras pendências", "Frente ws_1"]


def test_of_people_s_sections_the_more_pressing_gets_the_odd_minutes() -> None:
    late = [fact("late", "Pagar o seguro", owner="Ana", due_iso=day(-1))]
    todo = [f.model_copy(update={"owner": "Ana"}) for f in distinct_facts(5)]
    time = minutes(plan(two_workstreams(todo, late, 25, people=("Ana",)), Situation.macro))
    assert list(time.items()) == [("ws_2", 10), ("ws_1", 15)]


def test_without_a_subject_a_decision_of_one_workstream_takes_no_time_from_another_of_more_priority() -> None:
    first = [fact("late", "Pagar o seguro", due_iso=day(-1)), *distinct_facts(5, "risk", fact_type="risk")]
    second = distinct_facts(3, "decide", fact_type="decision_needed")
    time = minutes(plan(two_workstreams(first, second, 30, (800, 10)), Situation.macro))
    assert time == {"ws_1": 20, "ws_2": 10}


@pytest.mark.parametrize("whole", [80, 240])
def test_what_was_asked_for_gets_half_of_a_section_and_the_rest_its_weight(whole: int) -> None:
    also = [fact("decide", "Escolher o guindaste", fact_type="decision_needed"), fact("todo", "Pintar o muro")]
    agenda = plan(
        replace(one_workstream([fact("asked", "contrato"), *also], whole), subject=about("contrato")), Situation.macro
    )
    assert minutes_of(agenda) == {"asked": whole // 2, "decide": whole * 3 // 8, "todo": whole // 8}


def test_a_priority_that_says_what_the_section_shows_stands_in_its_place() -> None:
    known, newer = fact("known", TWIN, created_at=ago(40)), fact("newer", TWIN, due_iso=day(3))
    situation = replace(one_workstream([fact("asked", "contrato"), known], 60), subject=about("contrato"))
    agenda = plan(replace(situation, pressing=[newer]), Situation.macro)
    assert [(s.workstream_id, [b.fact.fact_id for b in s.bullets]) for s in agenda.sections] == [
        ("ws_1", ["asked", "newer"])
    ]
    older = newer.model_copy(update={"fact_id": "older", "created_at": ago(50)})
    assert shown(plan(replace(situation, pressing=[older]), Situation.macro)) == ["asked", "known"]


def test_a_priority_that_was_said_before_it_was_done_does_not_fill_time() -> None:
    done = fact("done", TWIN, state=FactState.DONE)
    said_before = fact("before", TWIN, created_at=ago(5), due_iso=day(1))
    situation = replace(one_workstream([fact("asked", "contrato"), done], 60), subject=about("contrato"))
    assert shown(plan(replace(situation, pressing=[said_before]), Situation.macro)) == ["asked"]


def test_a_fact_of_a_workstream_without_a_section_does_not_stand_where_a_loose_twin_would() -> None:
    newer = fact("newer", TWIN, due_iso=day(2))
    older = fact("older", TWIN, created_at=ago(9))
    chosen, other = carrying("ws_1", TWIN), workstream("ws_other")
    situation = Situation(
        spec(60), [chosen], {"ws_1": [(fact("own", "Pintar o muro"), 1.0)]}, [older], elsewhere=[newer],
        others=[other], relevances=[1.0],
    )  # fmt: skip
    agenda = plan(situation, Situation.macro)
    places = {b.fact.fact_id: s.workstream_id for s in agenda.sections for b in s.bullets}
    assert places == {"own": "ws_1", "newer": None}


def test_what_the_last_meeting_left_open_competes_where_it_cannot_all_be_carried_over() -> None:
    pressing = [f.model_copy(update={"due_iso": day(2)}) for f in distinct_facts(3, "left")]
    situation = replace(one_workstream(distinct_facts(3, "own"), 120), loose=[], left_open=pressing)
    agenda = plan(situation, Situation.macro)
    assert {f.fact_id for f in pressing} <= set(shown(agenda))
    assert [s.title for s in agenda.sections] == ["Frente ws_1", "Outras pendências", "Pendências"]


def test_strict_leaves_out_as_unrelated_what_the_people_do_not_own() -> None:
    situation = two_workstreams([fact("hers", owner="Ana")], distinct_facts(2), people=("Ana",))
    agenda = plan(replace(situation, spec=replace(situation.spec, is_strict=True)), Situation.macro)
    assert (shown(agenda), parked(agenda)) == (["hers"], [])
    assert set(agenda.excluded.values()) == {"unrelated"}


@both_planners
def test_an_owner_who_may_be_a_namesake_is_nobodys(planner: Planner) -> None:
    facts = [fact("full", "Pintar o muro", owner="Ana Lima"), fact("short", "Pagar o seguro", owner="Ana")]
    situation = replace(one_workstream(facts, 5), people=("Ana Lima",))
    assert set(shown(plan(situation, planner)) + parked(plan(situation, planner))) == {"full", "short"}
    named = replace(situation, spec=replace(situation.spec, namesakes=("Ana Prado",)))
    assert shown(plan(named, planner)) == ["full"]
    wide = plan(replace(named, spec=replace(named.spec, minutes=60)), Situation.macro)
    assert {b.fact.fact_id: b.owner for b in wide.bullets} == {"full": "Ana Lima", "short": "Ana"}
