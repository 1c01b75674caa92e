"""JSON objects out of bytes that somebody sent, with faults that tell the place and not a word of the content."""

import json
from typing import Any, NoReturn

from spine.errors import BadRequest, FieldError, Invalid


def json_object(data: bytes, what: str = "The body") -> dict[str, Any]:
    """The object that UTF-8 text holds. Raises BadRequest, naming `what` it is, and Invalid where it is no object."""
    try:
        value = json.loads(data.decode("utf-8-sig"), parse_constant=_refuse)
    except UnicodeDecodeError:
        raise BadRequest(f"{what} is not UTF-8 text.") from None
    except RecursionError:
        raise BadRequest(f"{what} is nested too deeply.") from None
    except ValueError as problem:
        raise BadRequest(f"{what} is not JSON: {_place(problem)}.") from None
    if not isinstance(value, dict):
        raise Invalid(f"{what} must be a JSON object.", errors=[FieldError(loc=[], msg="must be an object")])
    return value


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


def _place(problem: ValueError) -> str:
    """Where the JSON ends to be JSON, without a word of the payload."""
    if isinstance(problem, json.JSONDecodeError):
        return f"line {problem.lineno}, column {problem.colno}"
    return "it holds a number that JSON does not have"
