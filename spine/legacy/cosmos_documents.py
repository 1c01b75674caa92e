"""Reading the legacy service's documents in Cosmos DB, which lack fields that Spine always writes.

The Cosmos store completes each item that it reads by `upgrade`. A legacy workstream has the stems of its own words, and
a revision that is derived from what a person wrote in it, so that it changes only when a person changes that. `repair`
then stores both.
"""

import json
import math
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from spine.domain import times
from spine.domain.documents import Document, Link, MeetingLink
from spine.domain.limits import EPOCH, HIGHEST_PRIORITY
from spine.domain.planning.keywords import with_keywords
from spine.domain.snapshots import Snapshot
from spine.domain.workstreams import Workstream

_PERSONS_FIELDS = "title description status priority owner start_iso target_iso tags created_at updated_at".split()

_BLANK = Workstream(org_id="", workstream_id="", title="", created_at="", updated_at="", rev="")

type Fields = dict[str, Any]


def upgrade(kind: type[Document], fields: Fields) -> Fields:
    """The fields of an item, none of them null, with those that Spine always writes."""
    upgrade_kind = _BY_KIND.get(kind)
    return upgrade_kind(fields) if upgrade_kind else fields


def _workstream(fields: Fields) -> Fields:
    if "rev" in fields and "stems" in fields:
        return fields
    created, updated = _time(fields.get("created_at")), _time(fields.get("updated_at"))
    complete = fields | {
        "created_at": created or updated or EPOCH,
        "updated_at": updated or created or EPOCH,
        "title": fields.get("title") or fields.get("workstream_id", ""),
        "status": fields.get("status", "green"),
        "priority": int(min(HIGHEST_PRIORITY, max(0, _number(fields.get("priority"), 1)))),
        "tags": tags.split(",") if isinstance(tags := fields.get("tags", []), str) else tags,
    }
    if "rev" not in complete:
        written = json.dumps([complete.get(name) for name in _PERSONS_FIELDS], sort_keys=True)
        complete["rev"] = sha256(written.encode()).hexdigest()[:16]
    return complete if "stems" in complete else complete | _keywords(complete)


def _keywords(fields: Fields) -> Fields:
    texts = {"title": str(fields["title"]), "description": str(fields.get("description", ""))}
    own_words = _BLANK.model_copy(update={**texts, "tags": tuple(map(str, fields["tags"]))})
    indexed = with_keywords(own_words, ())
    return {"stems": indexed.stems, "weights": indexed.weights, "length": indexed.length}


def _link(fields: Fields) -> Fields:
    """Any link can be read, whatever it holds: one that could not be would outlive its workstream's deletion."""
    if is_complete_link(fields):
        return fields
    created_at = _time(fields.get("created_at")) or EPOCH
    return fields | {
        "workstream_id": _id(fields.get("workstream_id")),
        "fact_id": _id(fields.get("fact_id")),
        "weight": min(1.0, max(0.0, _number(fields.get("weight"), 1.0))),
        "created_at": created_at,
        "fact_created_at": _time(fields.get("fact_created_at")) or created_at,
    }


def is_complete_link(fields: Mapping[str, Any]) -> bool:
    """Whether a link has all that Spine writes."""
    texts = ("workstream_id", "fact_id", "created_at", "fact_created_at")
    return isinstance(fields.get("weight"), int | float) and all(isinstance(fields.get(name), str) for name in texts)


def _meeting_link(fields: Fields) -> Fields:
    return fields | {
        "meeting_id": _id(fields.get("meeting_id")),
        "workstream_id": _id(fields.get("workstream_id")),
        "created_at": _time(fields.get("created_at")) or EPOCH,
    }


def _snapshot(fields: Fields) -> Fields:
    if "day" in fields and "created_at" in fields:
        return fields
    as_of = _time(fields.get("as_of_iso")) or _time(fields.get("created_at")) or EPOCH
    derived = {"day": as_of[:10], "snapshot_id": fields.get("id", ""), "as_of_iso": as_of, "created_at": as_of}
    return derived | fields


def _id(value: object) -> str:
    """An id; empty for what is none, for no document has that id."""
    return value if isinstance(value, str) else ""


def _time(value: object) -> str | None:
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


_BY_KIND: dict[type[Document], Callable[[Fields], Fields]] = {
    Workstream: _workstream, Link: _link, MeetingLink: _meeting_link, Snapshot: _snapshot,
}  # fmt: skip
