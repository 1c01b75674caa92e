"""The fields of a model with their types and limits, as the pages write them."""

from typing import Any

from pydantic import BaseModel

from spine.domain.limits import MAX_TYPE_LENGTH
from spine.schemas.fields import ISO_PATTERN, LARGEST_EXACT_INTEGER, MAX_PAYLOAD_BYTES, MAX_PAYLOAD_DEPTH

LANGUAGES = "^([pP][tT]|[eE][nN])"
ANY_OBJECT = f"object, {MAX_PAYLOAD_BYTES // 1024} KB, {MAX_PAYLOAD_DEPTH} levels"

type Schema = dict[str, Any]


def limits_of(model: type[BaseModel]) -> dict[str, str]:
    """The type and limit of each field of a model, in its order."""
    schema = model.model_json_schema()
    definitions = schema.get("$defs", {})
    return {name: _limits(field, definitions) for name, field in schema["properties"].items()}


def _limits(schema: Schema, definitions: dict[str, Schema]) -> str:
    """The limits of a value that is there; null is another way to leave it out."""
    given = [one for one in schema.get("anyOf", [schema]) if one.get("type") != "null"]
    return ", or ".join(_limit(one, definitions) for one in given)


def _limit(schema: Schema, definitions: dict[str, Schema]) -> str:
    schema = definitions[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"] if value)
    match schema.get("type"):
        case "string":
            return _text(schema)
        case "integer" | "number" as kind:
            return f"{kind}, {_number(schema['minimum'])}–{_number(schema['maximum'])}"
        case "array":
            most = schema["maxItems"]
            number = f"{most}" if schema.get("minItems") == most else f"up to {most}"
            item = _limits(schema["items"], definitions)
            return f"{number} × {'text' if 'anyOf' in schema['items'] else item}"
        case "object":
            return ANY_OBJECT if "properties" not in schema else "object"
    return str(schema.get("type"))


def _text(schema: Schema) -> str:
    pattern = schema.get("pattern", "")
    if pattern == ISO_PATTERN:
        return "date or time"
    if pattern.startswith(LANGUAGES):
        return "language"
    if schema.get("maxLength") == 128:
        return "id"
    if schema.get("maxLength") == MAX_TYPE_LENGTH and pattern == "[A-Za-z]":
        return f"type, {MAX_TYPE_LENGTH} characters"
    return f"text, {schema['maxLength']:,} characters"


def _number(value: float) -> str:
    return "2^53" if value == LARGEST_EXACT_INTEGER else f"{value:g}"
