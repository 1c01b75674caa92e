"""NCRONTAB, the schedules of timers: second minute hour day month weekday; five fields leave out the second."""

import re

_FIELDS = (
    ("second", 0, 59),
    ("minute", 0, 59),
    ("hour", 0, 23),
    ("day", 1, 31),
    ("month", 1, 12),
    ("weekday", 0, 6),
)
_NAMES = {
    "month": "january february march april may june july august september october november december".split(),
    "weekday": "sunday monday tuesday wednesday thursday friday saturday".split(),
}
_ITEM = re.compile(r"(?:\*|(\w+)(?:-(\w+))?)(?:/[1-9]\d*)?")


def schedule_error(expression: str) -> str:
    """What is wrong with an expression of five or six fields; empty where nothing is."""
    values = expression.split()
    if len(values) not in (5, 6):
        return "six fields are wanted"
    for value, (name, low, high) in zip(values, _FIELDS[-len(values) :], strict=True):
        if not all(_is_in_bounds(item, name, low, high) for item in value.split(",")):
            return f"the {name} field {value!r} is not understood"
    return ""


def is_schedule(text: str) -> bool:
    """Whether a text is an expression of six fields, each in its bounds."""
    return len(text.split()) == len(_FIELDS) and not schedule_error(text)


def _is_in_bounds(item: str, name: str, low: int, high: int) -> bool:
    """Whether one item of a field, like `*/5` or `mon-fri`, is in the field's bounds."""
    found = _ITEM.fullmatch(item)
    if found is None:
        return False
    bounds = [bound.lower() for bound in found.groups() if bound is not None]
    return all(
        (bound.isdecimal() and low <= int(bound) <= high)
        or (len(bound) >= 3 and any(full.startswith(bound) for full in _NAMES.get(name, ())))
        for bound in bounds
    )
