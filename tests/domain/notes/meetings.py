"""Notes in the styles of real ones, each with what a person takes from them, and how well they are read.

A file of notes has a file of the same name with the ending `.yaml`: `meeting` are the parameters that it is sent with,
`known` the people that the organisation knows, `facts` what a person takes from it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from spine.domain.fact_types import FACT_TYPES
from spine.domain.notes.forms import Form
from spine.domain.notes.notes import Notes
from spine.domain.notes.statements import Statement
from spine.domain.people import split_names
from spine.domain.tokenizer import stems, words

FILES = Path(__file__).parent / "meetings"
FORMS = {".md": Form.MARKDOWN, ".txt": Form.PLAIN, ".csv": Form.CSV}
SAME = 0.6
"""The share of the stems of two texts that both have, where they say the same."""


@dataclass(frozen=True)
class Score:
    """How one file is read: facts, owners and dates that are right, of those expected; and those that nobody says."""

    name: str
    facts: int
    expected: int
    invented: int
    owners: int
    owners_expected: int
    owners_invented: int
    dates: int
    dates_expected: int
    dates_invented: int
    wrong: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """The share of facts, owners and dates that are read right."""
        asked = self.expected + self.owners_expected + self.dates_expected
        return (self.facts + self.owners + self.dates) / asked

    @property
    def all_invented(self) -> int:
        """Facts, owners and dates that nobody says."""
        return self.invented + self.owners_invented + self.dates_invented


def files(folder: Path = FILES) -> Iterator[Path]:
    """The files of notes."""
    return (path for path in sorted(folder.iterdir()) if path.suffix in FORMS)


def score(path: Path) -> Score:
    """Read a file as the app does, and compare."""
    told = yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8"))
    started = told["meeting"].get("started_at")
    day = datetime.fromisoformat(started).date() if started else None
    notes = Notes(path.read_text(encoding="utf-8"), FORMS[path.suffix])
    return _compared(path.name, told["facts"], notes.read(told.get("known", ()), day).statements)


def _compared(name: str, expected: list[dict[str, Any]], statements: Iterable[Statement]) -> Score:
    left, wrong = list(statements), list[str]()
    facts = owners = dates = owners_invented = dates_invented = 0
    for fact in expected:
        found = max(left, key=lambda one: _likeness(one.text, fact["text"]), default=None)
        if found is None or _likeness(found.text, fact["text"]) < SAME or not _is_right(found, fact):
            wrong.append(f"missing: {fact} (best: {found})")
            continue
        left.remove(found)
        facts += 1
        owner, due = fact.get("owner"), fact.get("due")
        is_owner = bool(owner and found.owner and _same_people(found.owner, owner))
        owners += is_owner
        dates += bool(due and found.due == _as_date(due))
        owners_invented += bool(found.owner) and not is_owner
        dates_invented += bool(found.due) and found.due != (_as_date(due) if due else None)
        if (owner and not is_owner) or (found.owner and not owner) or found.due != (_as_date(due) if due else None):
            wrong.append(f"owner or date: {fact} read as {found.owner!r}, {found.due}")
    wrong += [f"invented: {one.fact_type} {one.text!r} ({one.owner}, {one.due})" for one in left]
    return Score(
        name, facts, len(expected), len(left),
        owners, sum("owner" in fact for fact in expected), owners_invented,
        dates, sum("due" in fact for fact in expected), dates_invented, tuple(wrong),
    )  # fmt: skip


def _is_right(found: Statement, fact: dict[str, Any]) -> bool:
    kinds = FACT_TYPES[found.fact_type].kind, FACT_TYPES[fact["type"]].kind
    return kinds[0] is kinds[1] and (found.state or "open") == fact.get("state", "open")


def _likeness(one: str, other: str) -> float:
    mine, theirs = set(stems(one)), set(stems(other))
    return len(mine & theirs) / max(1, len(mine | theirs))


def _same_people(found: str, expected: str) -> bool:
    mine, theirs = split_names(found), split_names(expected)
    pairs = zip(sorted(mine), sorted(theirs), strict=False)
    return len(mine) == len(theirs) and all(set(words(a)) & set(words(b)) for a, b in pairs)


def _as_date(due: Any) -> date:
    return due if isinstance(due, date) else date.fromisoformat(str(due))


def table(scores: Iterable[Score]) -> str:
    """The scores as a table in Markdown."""
    lines = ["| notes | facts | owners | dates | right | invented |", "|---|---|---|---|---|---|"]
    for one in scores:
        lines.append(
            f"| {one.name} | {one.facts}/{one.expected} | {one.owners}/{one.owners_expected} "
            f"| {one.dates}/{one.dates_expected} | {one.share:.0%} | {one.all_invented} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    import sys

    scores = [score(path) for path in files(Path(sys.argv[1]) if sys.argv[1:] else FILES)]
    print(table(scores))
    for one in scores:
        for what in one.wrong:
            print(f"{one.name}: {what}")
