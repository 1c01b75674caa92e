"""JSON Schemas that refuse what they do not name: a response with one field more is a fault, too."""

from typing import Any


def closed(part: Any) -> Any:
    """A schema, or a document of them, with every object closed to fields that it does not name."""
    if isinstance(part, list):
        return [closed(item) for item in part]
    if not isinstance(part, dict):
        return part
    schema = {name: closed(value) for name, value in part.items()}
    if isinstance(schema.get("properties"), dict) and schema.get("type") == "object":
        schema.setdefault("additionalProperties", False)
    return schema
