"""Time zones, by their IANA names. See docs/data-model.md#time-zones."""

from datetime import UTC, datetime, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DEFAULT_ZONE = "UTC"
_OF_THE_UNITED_STATES = frozenset(
    f"America/{city}"
    for city in """Adak Anchorage Boise Chicago Denver Detroit Fort_Wayne Indianapolis Juneau Los_Angeles Louisville
    Menominee Metlakatla New_York Nome Phoenix Shiprock Sitka Yakutat""".split()
) | frozenset(("Pacific/Honolulu", "Navajo", "EST5EDT", "CST6CDT", "MST7MDT", "PST8PDT", "HST"))
_NO_PLACES = frozenset(("Factory", "localtime", "posixrules"))
"""Files beside those of the zones: the host's own setting, and rules that belong to no place, ..."""
_COPIES = ("posix/", "right/")
"""… and copies of all zones, those of the latter with leap seconds."""
_AREAS_OF_THE_UNITED_STATES = ("US/", "America/Indiana/", "America/Kentucky/", "America/North_Dakota/")


@cache
def zone(name: str) -> ZoneInfo:
    """The zone of a name such as America/Sao_Paulo. Raises ValueError where no zone has it."""
    try:
        if name in _NO_PLACES or name.startswith(_COPIES):
            raise ZoneInfoNotFoundError(name)
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError, ValueError):
        raise ValueError("must be an IANA time zone, like America/Sao_Paulo") from None


def writes_month_first(where: tzinfo) -> bool:
    """Whether the people of a zone write 7/12 for the twelfth of July: those of the United States."""
    name = where.key if isinstance(where, ZoneInfo) else ""
    return name in _OF_THE_UNITED_STATES or name.startswith(_AREAS_OF_THE_UNITED_STATES)


def existing(local: datetime) -> datetime:
    """A local time as it happens: one that a change of the clock skips is the first moment after it.

    One that the change repeats is the first of the two.
    """
    local = local.replace(fold=0)
    there = local.astimezone(UTC).astimezone(local.tzinfo)
    if there.replace(tzinfo=None) == local.replace(tzinfo=None):
        return local
    return _end_of_gap(local)


def _end_of_gap(local: datetime) -> datetime:
    """The first moment after a gap that a local time lies in: where the offset changes, to the second."""
    before = local.replace(fold=1).astimezone(UTC)  # fold 1 takes the offset after the gap: an earlier moment
    after = local.astimezone(UTC)
    offset = after.astimezone(local.tzinfo).utcoffset()
    while (after - before).total_seconds() > 1:
        middle = before + (after - before) / 2
        if middle.astimezone(local.tzinfo).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after.astimezone(local.tzinfo).replace(microsecond=0)
