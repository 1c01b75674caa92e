#!/usr/bin/env python3
"""How good are suggested workstreams? In process, on corpora of real meetings with gold topics.

    python -m bench.suggest --data DIR --evaluate evaluate.py

DIR holds a folder per corpus with facts.jsonl. Printed for each, as means over its organisations, for as
many suggestions as there are gold topics, or 50: evaluate.py's measures (the adjusted Rand index and others
inside meetings, the cross-meeting lift), the share of facts covered, the seconds that it took, the number of
suggestions and the facts in the largest. With --titles N, the first N titles of each organisation.
"""

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from statistics import fmean
from typing import Any

from bench import scripts
from spine.domain.facts import Evidence, Fact
from spine.domain.suggestions import Suggestion, suggest

type Row = dict[str, Any]


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--evaluate", type=Path, required=True, help="the evaluation script, for its measures")
    parser.add_argument("--titles", type=int, default=0)
    options = parser.parse_args()
    scoring = scripts.loaded(options.evaluate)
    for folder in sorted(path.parent for path in options.data.glob("*/facts.jsonl")):
        scores: dict[str, list[float]] = defaultdict(list)
        for organisation, rows in _organisations(folder).items():
            found = _measure(rows, scoring, scores)
            _print_titles(organisation, found[: options.titles])
        print(folder.name.ljust(10), *(f"{name} {fmean(values):.3f}" for name, values in scores.items()))
    print(f"800 facts: {_seconds_for(options.data, 800):.2f} s at most")


def _organisations(folder: Path) -> dict[str, list[Row]]:
    organisations: dict[str, list[Row]] = defaultdict(list)
    for line in (folder / "facts.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row.get("topic"):
            organisations[row["org_id"]].append(row)
    return organisations


def _measure(rows: list[Row], scoring: Any, scores: dict[str, list[float]]) -> list[Suggestion]:
    facts = {_hashed(row["fact_id"]): row["fact_id"] for row in rows}
    begun = time.perf_counter()
    found = suggest([_fact(row) for row in rows], min(50, len({row["topic"] for row in rows})))
    seconds = time.perf_counter() - begun
    clusters = {facts[i]: n for n, suggestion in enumerate(found) for i in suggestion.fact_ids}
    measured = {
        **scoring.cluster_scores(rows, clusters),
        "covered": len(clusters) / len(rows),
        "seconds": seconds,
    }
    measured |= {"suggestions": len(found), "largest": max(len(s.fact_ids) for s in found)}
    for name, value in measured.items():
        if value is not None:
            scores[name].append(value)
    return found


def _hashed(fact_id: str) -> str:
    """An id that says nothing of the order in which the annotators wrote."""
    return sha256(fact_id.encode()).hexdigest()[:16]


def _fact(row: Row) -> Fact:
    evidence = [
        Evidence(evidence_id=str(n), quote=e["quote"], char_span=(e["start"], e["end"]))
        for n, e in enumerate(row["evidence"])
    ]
    return Fact(
        org_id=row["org_id"],
        fact_id=_hashed(row["fact_id"]),
        fact_type=row["fact_type"],
        text=row["text"],
        owner=row.get("owner"),
        meeting_id=row["meeting_id"],
        evidence=tuple(evidence),
        created_at=row["created_at"],
        updated_at=row["created_at"],
    )


def _print_titles(organisation: str, found: list[Suggestion]) -> None:
    for s in found:
        print(f"  {organisation:10} {s.title:40} {len(s.fact_ids):3} {s.cohesion:.2f}  {', '.join(s.tags)}")


def _seconds_for(data: Path, size: int) -> float:
    """The slowest of three ways to give `size` facts: as they are, in one meeting, in none."""
    rows = [row for path in sorted(data.glob("*/")) for rows in _organisations(path).values() for row in rows][-size:]
    return max(_timed([{**row, **change} for row in rows]) for change in _changes())


def _changes() -> Iterator[Row]:
    yield {}
    yield {"meeting_id": "m"}
    yield {"meeting_id": None}


def _timed(rows: list[Row]) -> float:
    facts = [_fact(row) for row in rows]
    begun = time.perf_counter()
    suggest(facts, 50)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
