"""JSON Schema of the models that validate, and of the shapes of answers, as components of one document."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

REF = "#/components/schemas/{model}"
_REFERENCE = re.compile(r'"#/components/schemas/([^"]+)"')

type Schema = dict[str, Any]


class _Plain(GenerateJsonSchema):
    """Schemas as people write them: no title made up from a field's name, no `null` for a default.

    A field that is left out is not the same as one that is null, which clears it.
    """

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        if schema.get("default") is None:
            return self.generate_inner(schema["schema"])
        return super().default_schema(schema)

    def nullable_schema(self, schema: Any) -> JsonSchemaValue:
        inner = self.generate_inner(schema["schema"])
        if not isinstance(inner.get("type"), str) or "enum" in inner:
            return super().nullable_schema(schema)
        return inner | {"type": [inner["type"], "null"]}


class Schemas:
    """The schemas of some shapes; what they refer to stands in `components`."""

    def __init__(self, shapes: Iterable[Any]) -> None:
        asked = [(shape, "validation", TypeAdapter(shape)) for shape in dict.fromkeys(shapes)]
        found, held = TypeAdapter.json_schemas(asked, ref_template=REF, schema_generator=_Plain)  # type: ignore[arg-type]
        self.components: dict[str, Schema] = held["$defs"]
        self._of: Mapping[Any, Schema] = {shape: found[shape, "validation"] for shape, _, _ in asked}

    def of(self, shape: Any) -> Schema:
        """The schema of a shape; mostly a reference."""
        return self._of[shape]

    def needed_by(self, part: Any) -> dict[str, Schema]:
        """The components that a part of the document refers to, and those that they refer to, by name."""
        needed: dict[str, Schema] = {}
        waiting = [part]
        while waiting:
            names = set(_REFERENCE.findall(json.dumps(waiting.pop()))) - needed.keys()
            needed |= {name: self.components[name] for name in names}
            waiting += [self.components[name] for name in names]
        return dict(sorted(needed.items()))

    def fields(self, shape: Any) -> tuple[dict[str, Schema], str]:
        """The schemas of a shape's own fields, and what it says of itself."""
        held = self.components.get(self._of[shape].get("$ref", "").rpartition("/")[2], self._of[shape])
        return held.get("properties", {}), held.get("description", "")


def without_null(schema: Schema) -> Schema:
    """The schema of a value that a query gives: null cannot be said there."""
    match schema:
        case {"type": [kind, "null"]}:
            return schema | {"type": kind}
        case {"anyOf": [dict(one), {"type": "null"}], **beside}:
            return {**beside, **one}
    return schema
