"""Values as a shape, or an error that names every bad field."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from spine.domain.identifiers import ID_PATTERN, ID_RULE
from spine.errors import FieldError, Invalid


def validated[S: BaseModel](shape: type[S], given: Mapping[str, Any]) -> S:
    """Values as a shape. Raises Invalid naming every bad field."""
    try:
        return shape.model_validate(given)
    except ValidationError as problem:
        errors = _named([_field_error(error) for error in problem.errors(include_url=False, include_input=False)])
        raise Invalid.fields(errors) from None


def _named(errors: list[FieldError]) -> list[FieldError]:
    """The errors without those of a list that is only too short because some of its items are bad."""
    places = [tuple(error["loc"]) for error in errors]
    return [
        e for e in errors if not any(len(p) > len(e["loc"]) and p[: len(e["loc"])] == tuple(e["loc"]) for p in places)
    ]


def _field_error(error: Any) -> FieldError:
    is_id = error.get("ctx", {}).get("pattern") == ID_PATTERN
    return FieldError(loc=list(error["loc"]), msg=ID_RULE if is_id else error["msg"].removeprefix("Value error, "))
