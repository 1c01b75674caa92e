"""The base of request models, and parsing of JSON and values into models. Errors name fields, never content."""

import json
from collections.abc import Mapping
from typing import Any, NoReturn

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from spine.domain.documents import ID_PATTERN, ID_RULE
from spine.errors import BadRequest, FieldError, Invalid


class RequestModel(BaseModel):
    """Part of a request. Unknown fields are ignored; text must be valid Unicode."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True, hide_input_in_errors=True)

    def provided(self) -> dict[str, Any]:
        """The fields that the request has, without those that are null."""
        return {name: value for name in self.model_fields_set if (value := getattr(self, name)) is not None}

    def provided_or_null(self) -> dict[str, Any]:
        """The fields that the request has, with those that are null: null clears a field."""
        return {name: getattr(self, name) for name in self.model_fields_set}


class NoQuery(RequestModel):
    """The query of an endpoint that reads none."""


class NoBody(RequestModel):
    """The body of an endpoint that reads none."""


class OptionalBody(RequestModel):
    """A body that a request may leave out."""


class PlainText(RequestModel):
    """A body that is text."""

    text: str


def validate[M: BaseModel](model: type[M], values: Mapping[str, object]) -> M:
    """Values as a model. Raises Invalid naming every bad field."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        found: list[FieldError] = []
        for details in error.errors(include_url=False, include_input=False):
            found.append(FieldError(loc=list(details["loc"]), msg=_message(details)))
        raise Invalid.fields(_without_consequences(found)) from None


def _message(details: ErrorDetails) -> str:
    """What is wrong with a field, in JSON's own terms."""
    if details.get("ctx", {}).get("pattern") == ID_PATTERN:
        return ID_RULE
    if details["type"] == "tuple_type":
        return "Input should be a valid list"
    return details["msg"].removeprefix("Value error, ")


def json_object(data: bytes, what: str = "The body") -> dict[str, object]:
    """Parse a JSON object in UTF-8; `what` names it in errors. Raises BadRequest, or Invalid for other JSON."""
    try:
        value = json.loads(data.decode("utf-8-sig"), parse_constant=_refuse)
    except UnicodeDecodeError:
        raise BadRequest(f"{what} is not UTF-8 text.") from None
    except RecursionError:
        raise BadRequest(f"{what} is nested too deeply.") from None
    except json.JSONDecodeError as error:
        raise BadRequest(f"{what} is not JSON: line {error.lineno}, column {error.colno}.") from None
    except ValueError:
        raise BadRequest(f"{what} is not JSON: NaN and Infinity are not allowed.") from None
    if not isinstance(value, dict):
        raise Invalid(f"{what} must be a JSON object.", errors=[FieldError(loc=[], msg="must be an object")])
    return value


def _without_consequences(errors: list[FieldError]) -> list[FieldError]:
    """The errors without those of a list that is only too short because some of its items are bad."""
    containers = {tuple(error["loc"][:length]) for error in errors for length in range(len(error["loc"]))}
    return [error for error in errors if tuple(error["loc"]) not in containers]


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")
