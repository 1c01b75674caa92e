"""Requests and answers as a page shows them: fenced blocks of HTTP, each request followed by what it is answered."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

ANY = "…"


@dataclass(frozen=True)
class Message:
    """A request or an answer: its first line, its headers, and its body."""

    first: str
    headers: Mapping[str, str]
    body: str


def exchanges(page: str) -> Iterator[tuple[Message, Message]]:
    """The requests of a page, each with its answer."""
    blocks = [_message(block) for block in re.findall(r"^```http\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)]
    for request, answer in zip(blocks[::2], blocks[1::2], strict=True):
        assert not request.first.startswith("HTTP/"), f"{request.first} answers nothing"
        assert answer.first.startswith("HTTP/"), f"{request.first} has no answer"
        yield request, answer


def _message(block: str) -> Message:
    head, _, body = block.partition("\n\n")
    first, *lines = head.strip().splitlines()
    return Message(first, dict(line.split(": ", 1) for line in lines), body.strip())


def filled(text: str, before: Any) -> str:
    """The text with what stands in angle brackets taken from the answer before, by its path: `<items.0.id>`."""

    def value(found: re.Match[str]) -> str:
        at = before
        for step in found[1].split("."):
            at = at[int(step) if step.isdigit() else step]
        return str(at)

    return re.sub(r"<([a-z_.0-9]+)>", value, text)


def says(shown: Any, real: Any) -> bool:
    """Whether an answer says what a page shows of it; fields may be left out of objects, but nothing of lists."""
    match shown, real:
        case dict(), dict():
            return all(name in real and says(value, real[name]) for name, value in shown.items())
        case list(), list():
            return len(shown) == len(real) and all(says(a, b) for a, b in zip(shown, real, strict=True))
    return bool(shown == real or (shown == ANY and isinstance(real, str)))


def expected(answer: Message) -> tuple[int, Any]:
    """The status of an answer that a page shows, and its body, None where it shows none."""
    return int(answer.first.split()[1]), json.loads(answer.body) if answer.body else None
