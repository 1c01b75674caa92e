"""NCRONTAB, the timers' schedules: second minute hour day month weekday; five fields leave out the second."""

import re

_NAMES = {
    "month": "january february march april may june july august september october november december".split(),
    "weekday": "sunday monday tuesday wednesday thursday friday saturday".split(),
}
_FIELDS = (
    ("second", 0, 59),
    ("minute", 0, 59),
    ("hour", 0, 23),
    ("day", 1, 31),
    ("month", 1, 12),
    ("weekday", 0, 6),
)
_ITEM = re.compile(r"(?:\*|(\w+)(?:-(\w+))?)(?:/\d*[1-9]\d*)?")


def schedule_fault(expression: str) -> str:
    """What is wrong with an expression, or "" if the host takes it."""
    values = expression.split()
    if len(values) not in (5, 6):
        return "six fields are wanted"
    for value, (name, low, high) in zip(values, _FIELDS[-len(values) :], strict=True):
        if not all(_item_fits(item, name, low, high) for item in value.split(",")):
            return f"the {name} field {value!r} is not understood"
    return ""


def _item_fits(item: str, name: str, low: int, high: int) -> bool:
    parts = _ITEM.fullmatch(item)
    return parts is not None and all(
        _is_name(bound.lower(), name) or (bound.isdecimal() and low <= int(bound) <= high)
        for bound in parts.groups()
        if bound is not None
    )


def _is_name(bound: str, name: str) -> bool:
    return len(bound) >= 3 and any(full.startswith(bound) for full in _NAMES.get(name, ()))
