"""ASP.NET Core's route templates, as the Functions host matches them.

A template is literals and {name}, {name?}, {name=default}, {*name}, {name:constraint}. A colon outside braces
is plain text. Literals compare without case, parameter values keep theirs, and one trailing slash is ignored.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

type Check = Callable[..., object]

_REAL = r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?"
_GUID = r"[{(]?[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}[)}]?"
_ARGUMENTS = r"(?:\((?:[^()]|\([^()]*\))*\))?"
_PARAMETER = re.compile(rf"\{{(\*{{0,2}})(\w+)((?::\w+{_ARGUMENTS})*)(?:=([^{{}}?]*))?(\?)?\}}")


def _integer(text: str, bits: int = 64) -> int | None:
    number = int(text) if re.fullmatch(r"[+-]?\d+", text, re.ASCII) else 2**63
    return number if -(2 ** (bits - 1)) <= number < 2 ** (bits - 1) else None


def _between(number: int | None, low: int, high: int) -> bool:
    return number is not None and low <= number <= high


_CONSTRAINTS: dict[str, Check] = {
    "int": lambda v: _integer(v, 32) is not None,
    "long": lambda v: _integer(v) is not None,
    "float": lambda v: re.fullmatch(_REAL, v),
    "double": lambda v: re.fullmatch(_REAL, v),
    "decimal": lambda v: re.fullmatch(_REAL, v),
    "bool": lambda v: v.lower() in ("true", "false"),
    "guid": lambda v: re.fullmatch(_GUID, v),
    "alpha": lambda v: re.fullmatch("[a-zA-Z]*", v),
    "required": bool,
    "regex": lambda v, *pattern: re.search(",".join(pattern), v, re.IGNORECASE),
    "minlength": lambda v, low: len(v) >= int(low),
    "maxlength": lambda v, high: len(v) <= int(high),
    "length": lambda v, low, high=None: int(low) <= len(v) <= int(high or low),
    "min": lambda v, low: _between(_integer(v), int(low), 2**63),
    "max": lambda v, high: _between(_integer(v), -(2**63), int(high)),
    "range": lambda v, low, high: _between(_integer(v), int(low), int(high)),
}


@dataclass(frozen=True)
class Parameter:
    """One {parameter} of a template."""

    name: str
    catches_all: bool
    default: str | None
    optional: bool
    checks: tuple[tuple[Check, list[str]], ...]

    @property
    def pattern(self) -> str:
        return f"(?P<{self.name}>{'[^/].*' if self.catches_all else '[^/]+'})"

    @property
    def may_be_absent(self) -> bool:
        return self.catches_all or self.optional or self.default is not None

    def accepts(self, value: str) -> bool:
        """Whether a value meets every constraint."""
        return all(check(value, *arguments) for check, arguments in self.checks)


type Part = str | Parameter


class Template:
    """One route template, ready to match paths."""

    def __init__(self, text: str) -> None:
        segments = _segments(text)
        self.parameters = [part for segment in segments for part in segment if isinstance(part, Parameter)]
        self.regex = re.compile(_pattern(segments) + "/?", re.IGNORECASE)
        self.sample = "/" + "/".join("".join(p if isinstance(p, str) else "7" for p in s) for s in segments)

    def match(self, path: str) -> dict[str, str] | None:
        """The route values of a decoded path, or None where it does not match."""
        if (found := self.regex.fullmatch(path)) is None:
            return None
        values = {p.name: value for p in self.parameters if (value := found[p.name] or p.default) is not None}
        accepted = all(p.accepts(values[p.name]) for p in self.parameters if p.name in values)
        return values if accepted else None


def _segments(text: str) -> list[list[Part]]:
    if "//" in text:
        raise ValueError(f"route {text!r}: empty segment")
    segments: list[list[Part]] = [[]]
    position = 0
    text = text.strip("/")
    for found in _PARAMETER.finditer(text):
        _add_literal(segments, text[position : found.start()])
        segments[-1].append(_parameter(found))
        position = found.end()
    _add_literal(segments, text[position:])
    return segments if text else []


def _add_literal(segments: list[list[Part]], literal: str) -> None:
    if set(literal) & set("{}?"):
        raise ValueError(f"route literal {literal!r} is not understood")
    first, *following = literal.split("/")
    segments[-1] += [first] if first else []
    segments += [[part] if part else [] for part in following]


def _parameter(found: re.Match[str]) -> Parameter:
    stars, name, constraints, default, optional = found.groups()
    checks = []
    for kind, arguments in re.findall(rf":(\w+)({_ARGUMENTS})", constraints):
        if kind not in _CONSTRAINTS:
            raise ValueError(f"route parameter {found[0]}: unknown constraint {kind!r}")
        inner = arguments[1:-1].replace("{{", "{").replace("}}", "}")
        checks.append((_CONSTRAINTS[kind], inner.split(",") if inner else []))
    return Parameter(name, bool(stars), default, bool(optional), tuple(checks))


def _pattern(segments: list[list[Part]]) -> str:
    # From the right, for a segment may be absent only if all that follow it may be.
    pattern, may_be_absent = "", True
    for segment in reversed(segments):
        body = "".join(re.escape(part) if isinstance(part, str) else part.pattern for part in segment)
        may_be_absent = may_be_absent and any(isinstance(p, Parameter) and p.may_be_absent for p in segment)
        pattern = f"(?:/{body}{pattern})?" if may_be_absent else f"/{body}{pattern}"
    return pattern
