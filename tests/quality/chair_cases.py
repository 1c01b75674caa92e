"""Organisations, requests and what a chair expects of each agenda (tests/quality/chair), on any day.

In any text `{+3d}` is a date three days ahead, `{-2d 14:30}` a moment, `{+2fri}` the second Friday after today, and
`{next 14:30}` the first 14:30 after now, all in the organisation's time zone.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

type Row = dict[str, Any]

FOLDER = Path(__file__).parent / "chair"
_DAYS = "mon tue wed thu fri sat sun".split()
_WHEN = re.compile(rf"\{{(?:([+-]\d+)(d|{'|'.join(_DAYS)})(?: (\d\d:\d\d))?|next (\d\d:\d\d))\}}")


def read(now: datetime) -> tuple[list[Row], list[Row]]:
    """The organisations and the cases, dated from `now`; each case names the organisation that it is `of`."""
    file = json.loads((FOLDER / "agendas.json").read_text(encoding="utf-8"))
    zones = {org["org_id"]: ZoneInfo(org.get("time_zone", "UTC")) for org in file["orgs"]}
    orgs = [_dated(org, now.astimezone(zones[org["org_id"]])) for org in file["orgs"]]
    cases = []
    for case in file["cases"]:
        of = case.get("zone_of") or case["expect"].get("org") or case.get("org")
        cases.append(_dated({**case, "of": of}, now.astimezone(zones[of])))
    return orgs, cases


def _dated(value: Any, now: datetime) -> Any:
    match value:
        case str():
            return _WHEN.sub(lambda found: _moment(found, now), value)
        case list():
            return [_dated(item, now) for item in value]
        case dict():
            return {name: _dated(item, now) for name, item in value.items()}
    return value


def _moment(found: re.Match[str], now: datetime) -> str:
    count, unit, clock = int(found[1] or 0), found[2], found[3] or found[4]
    if unit is None:
        days = int(time.fromisoformat(clock) <= now.time())
    elif unit == "d":
        days = count
    else:
        days = (_DAYS.index(unit) - now.weekday() - 1) % 7 + 1 + 7 * (count - 1)
    day = (now + timedelta(days=days)).date()
    return day.isoformat() if clock is None else f"{day.isoformat()}T{clock}:00{now:%z}"


def held(expected: Mapping[str, Any], agenda: Row) -> set[str]:
    """The names of the expectations about bullets that an agenda fulfils."""
    shown = [b["fact_id"] for s in agenda["sections"] for item in s["items"] for b in item["bullets"]]
    kept = {*shown, *(parked["fact_id"] for parked in agenda["parked"])}
    place = {fact_id: number for number, fact_id in enumerate(shown)}
    last = len(shown)
    fulfilled: dict[str, Callable[[Any], bool]] = {
        "shows": lambda ids: place.keys() >= set(ids),
        "hides": lambda ids: place.keys().isdisjoint(ids),
        "keeps": lambda ids: kept >= set(ids),
        "once": lambda groups: all(sum(one in place for one in group) <= 1 for group in groups),
        "first": lambda ids: bool(shown) and shown[0] in ids,
        "top": lambda top: set(top["ids"]) <= set(shown[: top["n"]]),
        "before": lambda pairs: all(a in place and place[a] < place.get(b, last) for a, b in pairs),
        "bullets": lambda bounds: bounds[0] <= last <= bounds[1],
    }
    return {name for name, is_held in fulfilled.items() if name in expected and is_held(expected[name])}
