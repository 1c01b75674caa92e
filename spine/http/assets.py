"""The API's description and the pages in the package: read at the first request for them, and kept."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from spine.errors import NotFound
from spine.http.requests import Request
from spine.http.responses import JSON, Response
from spine.http.router import Endpoint

MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
}
PAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
}
"""A page runs its own scripts alone, and talks to nobody but this service."""

DOCS = Path(__file__).parent / "docs"


@cache
def _read(path: Path) -> bytes:
    return path.read_bytes()


@cache
def _described(endpoints: tuple[Endpoint, ...]) -> bytes:
    from spine.http.openapi import document  # loads the shapes of answers, which no other request needs

    return json.dumps(document(endpoints), ensure_ascii=False, separators=(",", ":")).encode()


def description(request: Request[Any, Any], endpoints: Iterable[Endpoint]) -> Response:
    """The OpenAPI document of some endpoints."""
    return _kept(request, _described(tuple(endpoints)), JSON)


def names(folder: Path) -> dict[str, Path]:
    """The files of a page that are handed out: its pages, scripts and styles, by their names."""
    return {path.name: path for path in folder.iterdir() if path.suffix in MEDIA_TYPES}


def file(request: Request[Any, Any], folder: Path, name: str) -> Response:
    """A file of a page. Raises NotFound for any name but those that are handed out."""
    path = names(folder).get(name)
    if path is None:
        raise NotFound("There is no such file.")
    return _kept(request, _read(path), MEDIA_TYPES[path.suffix], PAGE_HEADERS if path.suffix == ".html" else {})


def _kept(
    request: Request[Any, Any], body: bytes, media_type: str, headers: Mapping[str, str] | None = None
) -> Response:
    """What a browser may keep, but asks after each time: 304 where it has this very version."""
    tag = f'"{sha256(body).hexdigest()[:16]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache", **(headers or {})}
    known = {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
    return Response(None, 304, headers=headers) if tag in known else Response(body, 200, media_type, headers)
