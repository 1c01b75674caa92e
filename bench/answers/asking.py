"""What a recorded request is, and how its parts are written."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True)
class Request:
    """One request. A name in angle brackets stands for a value that an earlier answer gave, as its `keep` says.

    `keep` names a header, or a dotted path into the JSON; `by_chance` says that the answer holds new random ids.
    """

    method: str
    path: str
    body: object = None
    headers: Mapping[str, str] = field(default_factory=dict)
    keep: Mapping[str, str] = field(default_factory=dict)
    by_chance: bool = False
    chunked: bool = False

    @property
    def bytes(self) -> bytes | None:
        """The body as it is sent: text and bytes as they are, all else as JSON."""
        if self.body is None or isinstance(self.body, bytes):
            return self.body
        return (self.body if isinstance(self.body, str) else json.dumps(self.body, ensure_ascii=False)).encode()

    @property
    def sent_headers(self) -> dict[str, str]:
        """The headers as they are sent."""
        json_type = {} if self.body is None or isinstance(self.body, bytes | str) else JSON_TYPE
        return {**json_type, **({"Transfer-Encoding": "chunked"} if self.chunked else {}), **self.headers}

    def filled(self, kept: Mapping[str, str]) -> "Request":
        """The request with what earlier answers gave."""
        headers = {name: _filled(value, kept) for name, value in self.sent_headers.items()}
        is_raw = self.body is None or isinstance(self.body, bytes)
        body = self.body if is_raw else _filled((self.bytes or b"").decode(), kept)
        return replace(self, path=_filled(self.path, kept), body=body, headers=headers)


JSON_TYPE = {"Content-Type": "application/json"}


def _filled(text: str, kept: Mapping[str, str]) -> str:
    for name, value in kept.items():
        text = text.replace(f"<{name}>", value)
    return text


@dataclass(frozen=True)
class Scene:
    """One run of the server: the moment at which its clock stands, settings, arguments of devhost, requests.

    The requests may be made of files in the data folder.
    """

    name: str
    at: str
    requests: Callable[[Path], Iterator[Request]]
    settings: Mapping[str, str] = field(default_factory=dict)
    arguments: Sequence[str] = ()


post = partial(Request, "POST")
put = partial(Request, "PUT")
patch = partial(Request, "PATCH")
delete = partial(Request, "DELETE")


def get(
    path: str, *, headers: Mapping[str, str] = NOTHING, keep: Mapping[str, str] = NOTHING, **query: object
) -> Request:
    """A GET with a query; a list gives a name several times."""
    asked = f"{path}?{urlencode(query, doseq=True)}" if query else path
    return Request("GET", asked, headers=headers, keep=keep)
