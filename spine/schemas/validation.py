"""The base of request models, and parsing of JSON and values into models. Errors name fields, never content."""

import json
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, NoReturn

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from spine.domain.limits import MAX_TEXT_LENGTH
from spine.errors import BadRequest, Invalid
from spine.schemas.field_errors import field_errors

DIGITS = 310
"""Characters of the longest integer that a floating-point number can hold."""


class RequestModel(BaseModel):
    """Part of a request. Unknown fields are ignored; text must be valid Unicode."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True, defer_build=True)

    read_only: ClassVar[frozenset[str]] = frozenset()
    """Fields that only responses have: a client may send back what it read."""

    def provided(self) -> dict[str, Any]:
        """The fields that the request has, without those that are null."""
        return {name: value for name, value in self.provided_or_null().items() if value is not None}

    def provided_or_null(self) -> dict[str, Any]:
        """The fields that the request has, with those that are null: null clears a field."""
        return {name: getattr(self, name) for name in self.model_fields_set & type(self).model_fields.keys()}


class NoQuery(RequestModel):
    """The query of an endpoint that reads none."""


class NoBody(RequestModel):
    """The body of an endpoint that reads none."""


class OptionalBody(RequestModel):
    """A body that a request may leave out."""


class PlainText(RequestModel):
    """A body that is text."""

    text: Annotated[str, Field(max_length=MAX_TEXT_LENGTH)]


def validate[M: BaseModel](model: type[M], values: Mapping[str, object]) -> M:
    """Values as a model. Raises Invalid naming every bad field."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise Invalid.fields(*field_errors(error, values)) from None


def json_object(data: bytes, what: str = "The body") -> dict[str, object]:
    """Parse a JSON object in UTF-8; `what` names it in errors. Raises BadRequest, or Invalid for other JSON."""
    try:
        value = json.loads(data.decode("utf-8-sig"), parse_constant=_refuse, parse_int=_integer)
    except UnicodeDecodeError:
        raise BadRequest(f"{what} is not UTF-8 text.") from None
    except RecursionError:
        raise BadRequest(f"{what} is nested too deeply.") from None
    except json.JSONDecodeError as error:
        raise BadRequest(f"{what} is not JSON: line {error.lineno}, column {error.colno}.") from None
    except ValueError:
        raise BadRequest(f"{what} is not JSON: NaN and Infinity are not allowed.") from None
    if not isinstance(value, dict):
        raise Invalid(f"{what} must be a JSON object.")
    return value


def _integer(digits: str) -> float:
    """An integer; one that no number can hold is infinite, as `1e400` is, so that its field is named."""
    return int(digits) if len(digits) <= DIGITS else float(digits)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")
