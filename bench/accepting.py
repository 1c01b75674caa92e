#!/usr/bin/env python3
"""Do agendas get worse when every suggestion is accepted? In process, on organisations without their workstreams.

    python -m bench.accepting --chair chair.py FILE… [--titles] [--lost]

FILE holds organisations and cases, a sentence each with what the person who chairs the meeting expects of its agenda;
`chair.py` is the script that judges them. Expectations about workstreams are left out. Each organisation is asked its
cases before and after all suggestions are applied. Printed is how many expectations hold, with --lost those that held
only before, with --titles the suggestions. The exit code is 1 where an organisation holds fewer than before.
"""

import argparse
import copy
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bench import scripts
from spine import config
from spine.schemas.facts import FactBatch
from spine.schemas.organisations import OrganisationFields
from spine.schemas.planning import PlanRequest
from spine.schemas.queries import SuggestionQuery
from spine.schemas.validation import validate
from spine.store.sqlite.store import SqliteStore
from spine.usecases import facts, organisations, suggestions
from spine.usecases.handouts import text_of_plan
from spine.usecases.planning.pipeline import plan_agenda
from spine.usecases.planning.presentation import present
from spine.usecases.service import Service

type Row = dict[str, Any]
type Wrong = dict[str, str]
"""The expectations that do not hold, each with the reason."""

ABOUT_WORKSTREAMS = {"under", "sections", "first_section"}
SETTINGS = ("name", "aliases", "language", "time_zone", "macro_mode")
WAYS = ("before", "after")


def main() -> int:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--chair", type=Path, required=True, help="the script that judges the cases")
    parser.add_argument("--titles", action="store_true", help="print the suggestions that are applied")
    parser.add_argument("--lost", action="store_true", help="print the expectations that held only before")
    options = parser.parse_args()
    chair, now = scripts.loaded(options.chair), datetime.now(UTC)
    held: dict[str, Counter[str]] = {way: Counter() for way in WAYS}
    asked = Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        for number, path in enumerate(options.files):
            service = _service(Path(folder) / f"{number}.sqlite3", now)
            for case, *wrong in _judged(service, chair, path, show_titles=options.titles):
                asked[case["of"]] += len(case["expect"])
                for way, names in zip(WAYS, wrong, strict=True):
                    held[way][case["of"]] += len(case["expect"].keys() - names)
                lost = {name: why for name, why in wrong[1].items() if name not in wrong[0]}
                if options.lost and lost:
                    print(f"{case['id']}: {case['text']!r}", *(f"\n    {name}: {why}" for name, why in lost.items()))
    for org_id in asked:
        print(f"{org_id!s:20} {asked[org_id]:4} asked", *(f"{held[way][org_id]:4} {way}" for way in WAYS))
    print(f"{'all':20} {asked.total():4} asked", *(f"{held[way].total():4} {way}" for way in WAYS))
    return int(any(held["after"][org_id] < held["before"][org_id] for org_id in asked))


def _judged(service: Service, chair: Any, path: Path, *, show_titles: bool) -> list[tuple[Row, Wrong, Wrong]]:
    """The cases of a file, each with what does not hold before and after all suggestions are applied."""
    read = json.loads(path.read_text(encoding="utf-8"))
    zones = {org["org_id"]: ZoneInfo(org.get("time_zone", "UTC")) for org in read["orgs"]}
    for org in read["orgs"]:
        _load(service, chair.dated(copy.deepcopy(org), zones[org["org_id"]]))
    cases = [_case(chair, case, zones) for case in read["cases"]]
    before = [_wrong(service, chair, case) for case in cases]
    for org_id in zones:
        _apply_all(service, org_id, show=show_titles)
    after = [_wrong(service, chair, case) for case in cases]
    return list(zip(cases, before, after, strict=True))


def _service(path: Path, now: datetime) -> Service:
    tokens = count()
    return Service(SqliteStore(path), config.read({}), lambda: now, lambda: f"{next(tokens):016x}")


def _load(service: Service, org: Row) -> None:
    """Store an organisation and its facts, but not its workstreams."""
    settings = {name: org[name] for name in SETTINGS if name in org}
    organisations.put(service, org["org_id"], validate(OrganisationFields, settings))
    given = [
        {**fact, "evidence": [{"quote": fact["quote"]}]} if fact.get("quote") else fact for fact in org.get("facts", [])
    ]
    facts.store(service, org["org_id"], validate(FactBatch, {"facts": given}).facts)


def _case(chair: Any, case: Row, zones: dict[str, ZoneInfo]) -> Row:
    """A case with today's dates, the organisation that it is `of`, and what is expected without workstreams."""
    of = case.get("zone_of") or case["expect"].get("org") or case.get("org")
    expected = {name: value for name, value in case["expect"].items() if name not in ABOUT_WORKSTREAMS}
    dated: Row = chair.dated({**case, "expect": expected}, zones.get(of, ZoneInfo("UTC")))
    return {**dated, "of": of}


def _wrong(service: Service, chair: Any, case: Row) -> Wrong:
    """What does not hold of an agenda that is planned now."""
    body = {"text": case["text"], "org": case.get("org"), **case.get("options", {})}
    request = validate(PlanRequest, body)
    made = plan_agenda(service, request.text, request)
    answer = present(service, made, request)
    return dict(chair.judge(case, 200, answer, text_of_plan(service, made, "markdown")))


def _apply_all(service: Service, org_id: str, *, show: bool) -> None:
    for one in _suggested_until_none(service, org_id):
        if show:
            print(f"  {org_id:16} {one['title']:48} {one['size']:3} {one['fact_ids']}")


def _suggested_until_none(service: Service, org_id: str) -> Iterator[Row]:
    query = SuggestionQuery(limit=50, apply=True)
    while applied := suggestions.for_organisation(service, org_id, query)["suggestions"]:
        yield from map(dict, applied)


if __name__ == "__main__":
    sys.exit(main())
