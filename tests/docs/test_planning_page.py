"""docs/planning.md: its example is computed again, and its numbers are the code's."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from spine.domain.fact_types import FACT_TYPES
from spine.domain.facts import Fact, FactStatus
from spine.domain.planning import diversity, duplicates, ranking, selection, timebox
from spine.domain.planning.candidates import Candidate
from spine.domain.planning.subject import ENOUGH_OF_THE_SUBJECT, Subject, content_stems

TEXT = (Path(__file__).parents[2] / "docs" / "planning.md").read_text(encoding="utf-8")
WORDS = " ".join(TEXT.split())
NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def example() -> ranking.Ranked:
    [block] = re.findall(r"^```json\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    given = json.loads(block)
    fact = Fact.model_validate(given | {"updated_at": given["created_at"]})
    weights = dict(zip(content_stems("payment contract"), (1.5, 0.5), strict=True))
    [ranked] = ranking.rank([Candidate.of(fact)], NOW, Subject("payment contract", weights))
    return ranked


def test_the_worked_example_is_what_the_code_makes_of_it() -> None:
    rows = re.findall(r"^\| (\w+) \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \|$", TEXT, re.MULTILINE)
    told = [(name, float(raw), float(weight), float(part)) for name, raw, weight, part in rows]
    assert told == [(part.name, part.raw, part.weight, part.contribution) for part in example().parts]
    assert f"**{example().total}**" in TEXT


def test_the_formula_has_the_codes_weights() -> None:
    formula = (
        f"{ranking.STATUS_WEIGHT} × status + {ranking.URGENCY_WEIGHT} × urgency + {ranking.RECENCY_WEIGHT} × recency + "
        f"{ranking.EVIDENCE_WEIGHT} × evidence + {ranking.TYPE_WEIGHT:.2f} × type"
    )
    assert formula in WORDS
    assert f"{1 - ranking.RELEVANCE_WEIGHT} of that and {ranking.RELEVANCE_WEIGHT} × relevance" in WORDS
    assert f"at most {ranking.FEEDBACK_WEIGHT / 2:.2f} either way" in WORDS
    assert f"add at most {ranking.VARIANTS_WEIGHT}" in WORDS
    assert f"{1 - diversity.COVER_WEIGHT} × score + {diversity.COVER_WEIGHT} × cover" in WORDS


@pytest.mark.parametrize("status", [status for status in FactStatus if status is not FactStatus.REJECTED])
def test_the_worth_of_a_status_is_the_codes(status: FactStatus) -> None:
    assert f"{status.value} {ranking.STATUS[status]:g}" in WORDS


def test_urgency_and_recency_are_the_codes() -> None:
    (_, due), *later = ranking.URGENCY_BY_DAYS
    assert f"none {ranking.URGENCY_NONE}, overdue by more than {ranking.LONG_OVERDUE_DAYS} days" in WORDS
    assert f"{ranking.URGENCY_LONG_OVERDUE}, else due or overdue {due:g}, within" in WORDS
    assert ", ".join(f"{days} days {value}" for days, value in later) in WORDS
    assert f"later {ranking.URGENCY_LATER}" in WORDS
    assert f"/ {ranking.RECENCY_DAYS}, at least {ranking.RECENCY_LEAST}" in WORDS


@pytest.mark.parametrize(
    ("words", "of_type"),
    [("decisions {}", "decision"), ("risks {}", "risk"), ("goals and questions {}", "question"),
     ("actions {}", "action_item"), ("process steps {}", "process_step"), ("the rest {}", "topic")],
)  # fmt: skip
def test_the_worth_of_a_type_is_the_codes(words: str, of_type: str) -> None:
    assert words.format(f"{FACT_TYPES[of_type].importance:g}") in WORDS


def test_the_rules_of_choice_and_time_have_the_codes_numbers() -> None:
    assert f"at least {ENOUGH_OF_THE_SUBJECT} of the subject's weight" in WORDS
    assert f"less than {selection.SHARE_OF_THE_BEST} of the best one's relevance" in WORDS
    assert f"at most {selection.WORKSTREAMS_CHOSEN} do" in WORDS
    assert f"k1 {selection.SATURATION}, b {selection.LENGTH_NORMALISATION}" in WORDS
    assert f"({duplicates.ALIKE:g} of the letters' trigrams" in WORDS
    assert f"each gets at least {timebox.LEAST_MINUTES}," in WORDS
    assert f"one bullet for every {timebox.MINUTES_A_BULLET} minutes" in WORDS
