"""What a request says that has no effect: told to its sender, never swallowed (docs/api.md#warnings)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from spine.domain.fact_types import FACT_TYPES
from spine.schemas.facts import FactFields
from spine.schemas.responses.service import InputWarning, Warned, WarningCode
from spine.schemas.unknown_fields import UnknownField, unknown_fields
from spine.schemas.validation import RequestModel

MAX_WARNINGS = 50
"""How many kinds of warnings one answer has."""
MAX_NAME_LENGTH = 100
"""Characters of a field's name that a warning repeats."""
TYPES_TOLD = 5
"""How many unknown types a warning names."""

type Path = Sequence[str | int]
"""Where something stands in a request: names of fields, and numbers of items from 0."""

type Message = str | Callable[[], str]
"""What a warning tells; what takes long to find out is only asked for once it is told."""


class InputWarnings:
    """The warnings of one request: one for each kind and field, with how often it was met and where first."""

    def __init__(self) -> None:
        self._by_field: dict[tuple[WarningCode, str], InputWarning] = {}

    def add(self, code: WarningCode, field: str, first: str, msg: Message) -> None:
        """Something that was met once more; `msg` and `first` of the first time stay."""
        known = self._by_field.get((code, field))
        if known:
            known["count"] += 1
        elif len(self._by_field) < MAX_WARNINGS:
            text = msg if isinstance(msg, str) else msg()
            self._by_field[code, field] = {"code": code, "field": field, "msg": text, "count": 1, "first": first}

    def add_at(self, code: WarningCode, path: Path, msg: Message) -> None:
        """The same of something at a path in the request."""
        names = [str(part)[:MAX_NAME_LENGTH] for part in path]
        field = ".".join(name for name, part in zip(names, path, strict=True) if isinstance(part, str))
        self.add(code, field, ".".join(names), msg)

    def add_unknown_fields(
        self,
        model: type[RequestModel],
        values: Mapping[str, object],
        misplaced: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """The names among some values that nothing reads; `misplaced` says what to tell of some of them."""
        for unknown in unknown_fields(model, values):
            elsewhere = misplaced.get(str(unknown.path[0])) if len(unknown.path) == 1 else None
            self.add_at("unknown_field", unknown.path, elsewhere or partial(_unknown, unknown))

    def add_unknown_types(self, batch: Sequence[FactFields], name: str) -> None:
        """The types of facts that are not in the table; `name` is what the request calls the field."""
        of_types = ((index, fact.fact_type) for index, fact in enumerate(batch) if fact.fact_type)
        unknown = [(index, kind) for index, kind in of_types if kind not in FACT_TYPES]
        told = _told_types(kind for _, kind in unknown)
        for index, _ in unknown:
            msg = f"is no type that Spine knows, and was stored as it is: {told}"
            self.add_at("unknown_type", ["facts", index, name], msg)

    @property
    def listed(self) -> list[InputWarning]:
        """The warnings, in the order in which they were met first."""
        return list(self._by_field.values())


def warnings_of_types(types: Iterable[str]) -> Warned:
    """What to tell of the types of a filter that are not in the table; nothing where all are."""
    unknown = [kind for kind in types if kind not in FACT_TYPES]
    if not unknown:
        return {}
    warnings = InputWarnings()
    msg = f"is no type that Spine knows; it finds only facts that were stored with it: {_told_types(unknown)}"
    warnings.add_at("unknown_type", ["types"], msg)
    return {"warnings": warnings.listed}


def _unknown(field: UnknownField) -> str:
    return f"is not known and was ignored{_suggestion(str(field.path[-1]), field.known)}"


def _told_types(types: Iterable[str]) -> str:
    """The first types of some, each with the one that may be meant."""
    return ", ".join(f"{kind}{_suggestion(kind, FACT_TYPES)}" for kind in list(dict.fromkeys(types))[:TYPES_TOLD])


def _suggestion(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches  # few requests have names that nobody knows

    close = get_close_matches(name[:MAX_NAME_LENGTH].lower(), list(known), 1)
    return f" (did you mean {close[0]}?)" if close else ""
