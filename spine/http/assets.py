"""Files of the package that browsers ask for: read at the first request for them, and cached."""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from spine.errors import NotFound
from spine.http.requests import AnyRequest
from spine.http.responses import Response

_MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css", ".html": "text/html"}
MEDIA_TYPES = tuple(_MEDIA_TYPES.values())
PAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
}
"""A page runs its own scripts alone, and talks to nobody but this service."""

DOCS = Path(__file__).parent / "docs"


def file_names(folder: Path) -> list[str]:
    """The files of a folder that are handed out: its pages, scripts and styles."""
    return sorted(path.name for path in folder.iterdir() if path.suffix in _MEDIA_TYPES)


def file(request: AnyRequest, folder: Path, name: str) -> Response:
    """A file of a folder. Raises NotFound for any name but those that are handed out."""
    if name not in file_names(folder):
        raise NotFound("No such file.")
    path = folder / name
    media_type = f"{_MEDIA_TYPES[path.suffix]}; charset=utf-8"
    return revalidated(request, _read(path), media_type, PAGE_HEADERS if path.suffix == ".html" else {})


def revalidated(
    request: AnyRequest, body: bytes, media_type: str, headers: Mapping[str, str] | None = None
) -> Response:
    """A response that a browser may keep, but asks about each time: 304 where it has this very version."""
    etag = f'"{sha256(body).hexdigest()[:16]}"'
    headers = {"ETag": etag, "Cache-Control": "no-cache", **(headers or {})}
    known = {tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")}
    return Response(None, 304, headers=headers) if etag in known else Response(body, 200, media_type, headers)


@cache
def _read(path: Path) -> bytes:
    return path.read_bytes()
