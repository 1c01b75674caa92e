"""The base of request models, and parsing of JSON and values into models. Errors name fields, never content."""

import json
from collections.abc import Iterator, KeysView, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, NoReturn, get_args

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from spine.errors import BadRequest, FieldError, Invalid
from spine.schemas.field_errors import field_errors


@dataclass(frozen=True)
class UnknownField:
    """A field that is not known: its path, and the fields that are known in its place."""

    loc: list[str | int]
    known: list[str]


class RequestModel(BaseModel):
    """Part of a request. Unknown fields are ignored; text must be valid Unicode."""

    model_config = ConfigDict(
        frozen=True, extra="ignore", populate_by_name=True, hide_input_in_errors=True, defer_build=True
    )

    def provided(self) -> dict[str, Any]:
        """The fields that the request has, without those that are null."""
        return {name: value for name, value in self.provided_or_null().items() if value is not None}

    def provided_or_null(self) -> dict[str, Any]:
        """The fields that the request has, with those that are null: null clears a field."""
        return {name: getattr(self, name) for name in self.model_fields_set & type(self).model_fields.keys()}


class WrittenModel(RequestModel):
    """Part of a request that stores something: the names of unknown fields are kept, to be told and not swallowed."""

    model_config = ConfigDict(extra="allow")

    read_only: ClassVar[frozenset[str]] = frozenset()
    """Fields that only responses have: a client may send back what it read."""

    @model_validator(mode="before")
    @classmethod
    def _keep_names_alone(cls, values: object) -> object:
        """What stands in an unknown field is of no use, and its name need not be text that JSON can hold."""
        if not isinstance(values, dict) or values.keys() <= _names(cls):
            return values
        known = {name: value for name, value in values.items() if name in _names(cls)}
        return {name.encode("utf-8", "replace").decode(): None for name in values if name not in known} | known

    def unknown_fields(self) -> Iterator[UnknownField]:
        """The fields that no model knows, here and in the parts, in the order of the models."""
        for name in self.model_extra or ():
            if name not in self.read_only:
                yield UnknownField([name], list(_names(type(self))))
        for name in _parts(type(self)):
            value = getattr(self, name)
            parts = value if isinstance(value, tuple) else (value,)
            for index, part in enumerate(parts):
                if isinstance(part, WrittenModel):
                    place = [name, index] if isinstance(value, tuple) else [name]
                    yield from (UnknownField([*place, *one.loc], one.known) for one in part.unknown_fields())


@cache
def _names(model: type[WrittenModel]) -> KeysView[str]:
    """The names of a model's fields, in order."""
    return model.model_fields.keys()


@cache
def _parts(model: type[WrittenModel]) -> list[str]:
    """The fields of a model that hold models."""
    return [name for name, field in model.model_fields.items() if _holds_models(field.annotation)]


def _holds_models(annotation: object) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, WrittenModel):
        return True
    return any(map(_holds_models, get_args(annotation)))


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
        raise Invalid.fields(field_errors(error, values)) from None


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


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")
