"""The bullets of a section under their headings, with their minutes (docs/planning.md#headings)."""

from collections.abc import Collection, Sequence

from spine.domain.fact_types import Kind
from spine.domain.names import is_among, is_owned_by, longest_form
from spine.domain.planning.agenda import Bullet, Item, due_day, due_state
from spine.domain.planning.pressing import most_pressing
from spine.domain.planning.ranking import Ranked, by_score
from spine.domain.planning.signals import Occasion, signals, why_now
from spine.domain.planning.timebox import minutes_of_bullets

MINUTES_WEIGHT = {Kind.DECIDE: 3, Kind.RISKS: 2, Kind.QUESTIONS: 2}
"""How minutes are shared among bullets; all others weigh 1."""


def items_of(
    shown: Sequence[Ranked], also: Collection[str], minutes: int, carried: Collection[str], meeting: Occasion
) -> tuple[Item, ...]:
    """The facts that a section of so many minutes shows, under their headings, what presses first.

    Those of `also`, by id, stand together under the last heading, whatever their types.
    """
    under: dict[Kind, list[Ranked]] = {kind: [] for kind in Kind}
    for r in shown:
        under[Kind.ALSO if r.fact.fact_id in also else r.fact.type_info.kind].append(r)
    in_order = [(kind, _in_reading_order(some, kind, meeting)) for kind, some in under.items()]
    each = iter(_minutes_of_each([r for _, some in in_order for r in some], len(under[Kind.ALSO]), minutes))
    headings = meeting.language.wording.headings
    return tuple(
        Item(kind, headings[kind], tuple(_bullet(r, next(each), r.fact.fact_id in carried, meeting) for r in some))
        for kind, some in in_order
        if some
    )


def weight_in_minutes(r: Ranked) -> int:
    """What a bullet weighs where minutes are shared."""
    return MINUTES_WEIGHT.get(r.fact.type_info.kind, 1)


def _minutes_of_each(shown: Sequence[Ranked], also: int, minutes: int) -> list[int]:
    """The minutes of each bullet; so many at the end, which were not asked for, get half of them at most."""
    weights, asked = list(map(weight_in_minutes, shown)), len(shown) - also
    if 2 * sum(weights[:asked]) >= sum(weights) or not asked:
        return minutes_of_bullets(minutes, weights)
    rest = minutes // 2
    return [*minutes_of_bullets(minutes - rest, weights[:asked]), *minutes_of_bullets(rest, weights[asked:])]


def _in_reading_order(some: list[Ranked], kind: Kind, meeting: Occasion) -> list[Ranked]:
    """Facts under a heading: what presses, then the rest, each by due day, what is still to be done, and score.

    Of what carries a subject and does not press, the days say less than the score, which knows how much it carries.
    """
    is_about_a_subject = meeting.subject is not None and kind is not Kind.ALSO

    def order(r: Ranked) -> tuple[object, ...]:
        waits, day = most_pressing(r.fact, meeting.now)
        return waits, 0 if waits and is_about_a_subject else day, not r.fact.type_info.carries_over, *by_score(r)

    return sorted(some, key=order)


def _bullet(ranked: Ranked, minutes: int, is_carried: bool, meeting: Occasion) -> Bullet:
    fact, now = ranked.fact, meeting.now
    people = meeting.people if is_owned_by(fact.owner, meeting.people, meeting.namesakes) else ()
    owner = longest_form(fact.owner, [*(variant.owner for variant in ranked.variants), *people])
    found = signals(fact, ranked.variants, now, carried=is_carried)
    return Bullet(
        ranked,
        due_state(fact, now),
        ranked.candidate.carried_from if is_carried else None,
        due_day(fact, now),
        minutes,
        found,
        why_now(fact, ranked.variants, found, meeting),
        bool(meeting.attendees and owner) and not is_among(owner, meeting.attendees),
        owner,
    )
