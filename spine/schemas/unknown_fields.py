"""The fields of a request that nothing reads: they are ignored, and told (docs/api.md#warnings)."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import get_args

from spine.schemas.validation import RequestModel


@dataclass(frozen=True)
class UnknownField:
    """A field that is not known: its path, and the fields that are known in its place."""

    path: list[str | int]
    known: Collection[str]


def unknown_fields(model: type[RequestModel], values: Mapping[str, object]) -> Iterator[UnknownField]:
    """The fields that a model does not know among some values, valid or not, and in their parts."""
    for name in values:
        if name not in model.model_fields and name not in model.read_only:
            yield UnknownField([name.encode("utf-8", "replace").decode()], model.model_fields.keys())
    for name, part in _parts(model).items():
        for place, item in _objects(name, values.get(name)):
            yield from (UnknownField([*place, *one.path], one.known) for one in unknown_fields(part, item))


def _objects(name: str, value: object) -> Iterator[tuple[list[str | int], Mapping[str, object]]]:
    """The objects that a field holds, itself or in a list, each with its place."""
    if isinstance(value, dict):
        yield [name], value
    for index, item in enumerate(value if isinstance(value, list) else ()):
        if isinstance(item, dict):
            yield [name, index], item


@cache
def _parts(model: type[RequestModel]) -> Mapping[str, type[RequestModel]]:
    """The fields of a model that hold models, with those."""
    found = {name: _model_in(field.annotation) for name, field in model.model_fields.items()}
    return {name: part for name, part in found.items() if part}


def _model_in(annotation: object) -> type[RequestModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, RequestModel):
        return annotation
    return next(filter(None, map(_model_in, get_args(annotation))), None)
