"""JSON Schema of the models of requests and of the types of responses, as components of one document."""

import json
import re
from collections.abc import Iterable
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

_TEMPLATE = "#/components/schemas/{model}"
_REFERENCE = re.compile(r'"#/components/schemas/([^"]+)"')

type Schema = dict[str, Any]


class _PlainSchema(GenerateJsonSchema):
    """Schemas as people write them: no title made up from a field's name, no `null` for a default.

    A field that is left out is not the same as one that is null, which clears it.
    """

    def field_title_should_be_set(self, schema: object) -> bool:
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        if schema.get("default") is None:
            return self.generate_inner(schema["schema"])
        return super().default_schema(schema)

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """Every model allows other fields; the schema says it of none."""
        described = super().model_schema(schema)
        return {name: value for name, value in described.items() if (name, value) != ("additionalProperties", True)}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        inner = self.generate_inner(schema["schema"])
        if not isinstance(inner.get("type"), str) or "enum" in inner:
            return super().nullable_schema(schema)
        return inner | {"type": [inner["type"], "null"]}


class Schemas:
    """The schemas of some types; what they refer to stands in `components`."""

    def __init__(self, types: Iterable[Any]) -> None:
        adapters = [(kind, "validation", TypeAdapter(kind)) for kind in dict.fromkeys(types)]
        found, definitions = TypeAdapter.json_schemas(
            adapters,  # type: ignore[arg-type]
            ref_template=_TEMPLATE,
            schema_generator=_PlainSchema,
        )
        self.components: dict[str, Schema] = definitions["$defs"]
        self._schemas = {kind: found[kind, "validation"] for kind, _, _ in adapters}

    def add_fields_of(self, added: Any, kinds: Iterable[Any]) -> None:
        """Let the schemas of some types have the fields of another one, beside their own."""
        fields = self.fields(added)
        for kind in kinds:
            for name in _REFERENCE.findall(json.dumps(self._schemas.get(kind))):
                properties = self.components[name]["properties"]
                self.components[name]["properties"] = properties | {
                    key: schema for key, schema in fields.items() if key not in properties
                }

    def of(self, kind: Any) -> Schema:
        """The schema of a type; mostly a reference."""
        return self._schemas[kind]

    def fields(self, kind: Any) -> dict[str, Schema]:
        """The schemas of a type's own fields, by name."""
        fields: dict[str, Schema] = self._resolved(kind).get("properties", {})
        return fields

    def required(self, kind: Any) -> list[str]:
        """The names of a type's fields that have to be given."""
        required: list[str] = self._resolved(kind).get("required", [])
        return required

    def description(self, kind: Any) -> str:
        """What a type's docstring says."""
        return str(self._resolved(kind).get("description", ""))

    def needed_by(self, part: object) -> dict[str, Schema]:
        """The components that a part of the document refers to, and those that they refer to, by name."""
        needed: dict[str, Schema] = {}
        waiting = [part]
        while waiting:
            names = set(_REFERENCE.findall(json.dumps(waiting.pop()))) - needed.keys()
            needed |= {name: self.components[name] for name in names}
            waiting += [self.components[name] for name in names]
        return dict(sorted(needed.items()))

    def _resolved(self, kind: Any) -> Schema:
        """The schema itself, of a union that of its first member."""
        schema: Schema = self._schemas[kind]
        schema = schema.get("anyOf", [schema])[0]
        return self.components.get(schema.get("$ref", "").rpartition("/")[2], schema)


def without_null(schema: Schema) -> Schema:
    """The schema of a value that a query gives: null cannot be written there."""
    match schema:
        case {"type": [kind, "null"]}:
            return schema | {"type": kind}
        case {"anyOf": [dict(value), {"type": "null"}], **rest}:
            return {**rest, **value}
    return schema
