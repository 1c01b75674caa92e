"""What each field and parameter of the API means, in a sentence with its unit and default.

The table is `field_descriptions.json`, by the field's name; `Model.field` is for a model where it means something else,
and for the models that inherit from it.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from spine.http.openapi.schemas import Schema
from spine.schemas.validation import RequestModel


@cache
def table() -> Mapping[str, str]:
    """The sentences, by the name of a field, or of a model and its field."""
    read: dict[str, str] = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
    return read


def keys_of(model: str, field: str) -> list[str]:
    """The keys that the sentence on a field of a model may have; the first that the table has counts."""
    return [*(f"{name}.{field}" for name in (model, *_bases().get(model, ()))), field]


def description_of(model: str, field: str) -> str | None:
    """The sentence on a field of a model."""
    return next((table()[key] for key in keys_of(model, field) if key in table()), None)


def with_descriptions(components: Mapping[str, Schema]) -> dict[str, Schema]:
    """The schemas of models, with a description of each field."""
    return {name: _with_described_fields(name, schema) for name, schema in components.items()}


def _with_described_fields(model: str, schema: Schema) -> Schema:
    if "properties" not in schema:
        return schema
    fields = schema["properties"].items()
    return {**schema, "properties": {name: described(model, name, field) for name, field in fields}}


def described(model: str, name: str, schema: Schema) -> Schema:
    """The schema of a field of a model, with its description."""
    description = description_of(model, name)
    return {**schema, "description": description} if description else schema


@cache
def _bases() -> Mapping[str, tuple[str, ...]]:
    """The names of the models that each model of requests inherits from, the nearest first."""
    return {model.__name__: tuple(base.__name__ for base in model.__mro__[1:]) for model in _models(RequestModel)}


def _models(model: type[RequestModel]) -> Iterator[type[RequestModel]]:
    for derived in model.__subclasses__():
        yield derived
        yield from _models(derived)
