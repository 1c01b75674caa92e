"""The fields of a model with their types and limits, as the pages write them."""

from typing import Any

from pydantic import BaseModel

from spine.schemas.fields import ISO_PATTERN, LARGEST_EXACT_INTEGER, MAX_PAYLOAD_BYTES, MAX_PAYLOAD_DEPTH

LANGUAGES = "^([pP][tT]|[eE][nN])"
ANY_OBJECT = f"object, {MAX_PAYLOAD_BYTES // 1024} KB, {MAX_PAYLOAD_DEPTH} levels"

type Schema = dict[str, Any]


def limits_of(model: type[BaseModel]) -> dict[str, str]:
    """The type and limit of each field of a model, in its order."""
    schema = model.model_json_schema()
    definitions = schema.get("$defs", {})
    return {name: _limit(_given(field), definitions) for name, field in schema["properties"].items()}


def _given(schema: Schema) -> Schema:
    """The schema of a value that is there; null is another way to leave it out."""
    (given, *_) = [one for one in schema.get("anyOf", [schema]) if one.get("type") != "null"]
    return dict(given)


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
            return f"{number} × {_limit(schema['items'], definitions)}"
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
    if "{0,63}" in pattern:
        return "word, 64 characters"
    return f"text, {schema['maxLength']:,} characters"


def _number(value: float) -> str:
    return "2^53" if value == LARGEST_EXACT_INTEGER else f"{value:g}"
