"""Reading what the guide's service wrote: documents that lack fields which Spine always writes.

A workstream of the guide is read as it stands. Its stems are those of its own words, and its revision is derived from
what a person wrote in it, so that it stays the same until a person changes that. `repair` then stores both.
"""

import json
import math
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from spine.domain import times
from spine.domain.documents import Document
from spine.domain.limits import EPOCH, HIGHEST_PRIORITY
from spine.domain.links import Link, MeetingLink
from spine.domain.planning.keywords import with_keywords
from spine.domain.snapshots import Snapshot
from spine.domain.workstreams import Workstream

_PERSONS_FIELDS = "title description status priority owner start_iso target_iso tags created_at updated_at".split()

_BLANK = Workstream(org_id="", workstream_id="", title="", created_at="", updated_at="", rev="")

type Fields = dict[str, Any]


def completed(kind: type[Document], item: Mapping[str, Any]) -> Fields:
    """The fields of an item, with those that Spine always writes."""
    fields = {name: value for name, value in item.items() if value is not None}
    completing = _COMPLETING.get(kind)
    return completing(fields) if completing else fields


def _workstream(fields: Fields) -> Fields:
    if "rev" in fields and "stems" in fields:
        return fields
    whole = _timed(fields) | {
        "title": fields.get("title") or fields.get("workstream_id", ""),
        "status": fields.get("status", "green"),
        "priority": int(min(HIGHEST_PRIORITY, max(0, _number(fields.get("priority"), 1)))),
        "tags": tags.split(",") if isinstance(tags := fields.get("tags", []), str) else tags,
    }
    whole.setdefault("rev", _revision(whole))
    return whole if "stems" in whole else whole | _signature(whole)


def _revision(fields: Mapping[str, Any]) -> str:
    said = json.dumps([fields.get(name) for name in _PERSONS_FIELDS], sort_keys=True)
    return sha256(said.encode()).hexdigest()[:16]


def _signature(fields: Fields) -> Fields:
    own = _BLANK.model_copy(
        update={
            "title": str(fields["title"]),
            "description": str(fields.get("description", "")),
            "tags": tuple(map(str, fields["tags"])),
        }
    )
    words = with_keywords(own, ())
    return {"stems": words.stems, "weights": words.weights, "length": words.length}


def _link(fields: Fields) -> Fields:
    """Whatever stands in it, it can be read: a link that could not would outlive its workstream's deletion."""
    if is_whole_link(fields):
        return fields
    created_at = _moment(fields.get("created_at")) or EPOCH
    fact_created_at = _moment(fields.get("fact_created_at")) or created_at
    weight = min(1.0, max(0.0, _number(fields.get("weight"), 1.0)))
    times_and_weight = {"weight": weight, "created_at": created_at, "fact_created_at": fact_created_at}
    return fields | _identified(fields, "workstream_id", "fact_id") | times_and_weight


def is_whole_link(fields: Mapping[str, Any]) -> bool:
    """Whether a link has all that Spine writes."""
    texts = ("workstream_id", "fact_id", "created_at", "fact_created_at")
    return isinstance(fields.get("weight"), int | float) and all(isinstance(fields.get(name), str) for name in texts)


def _meeting_link(fields: Fields) -> Fields:
    created_at = _moment(fields.get("created_at")) or EPOCH
    return fields | _identified(fields, "meeting_id", "workstream_id") | {"created_at": created_at}


def _identified(fields: Fields, *names: str) -> Fields:
    """Ids, empty where there is none: nothing is known by that."""
    return {name: value if isinstance(value := fields.get(name), str) else "" for name in names}


def _snapshot(fields: Fields) -> Fields:
    if "day" in fields and "created_at" in fields:
        return fields
    as_of = _moment(fields.get("as_of_iso")) or _moment(fields.get("created_at")) or EPOCH
    known = {"day": as_of[:10], "snapshot_id": fields.get("id", ""), "as_of_iso": as_of, "created_at": as_of}
    return known | fields


def _timed(fields: Fields) -> Fields:
    created = _moment(fields.get("created_at"))
    updated = _moment(fields.get("updated_at"))
    return fields | {"created_at": created or updated or EPOCH, "updated_at": updated or created or EPOCH}


def _moment(value: object) -> str | None:
    """A time in the stored form; None for what is none."""
    try:
        return times.normal(value) if isinstance(value, str) else None
    except (ValueError, OverflowError):
        return None


def _number(value: Any, default: float) -> float:
    """A finite number; the default for what is none."""
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return default
    return number if math.isfinite(number) else default


_COMPLETING: dict[type[Document], Callable[[Fields], Fields]] = {
    Workstream: _workstream, Link: _link, MeetingLink: _meeting_link, Snapshot: _snapshot,
}  # fmt: skip
