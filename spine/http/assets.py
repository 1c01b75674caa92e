"""Files of the package that browsers ask for: read at the first request for them, and cached."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from spine.errors import NotFound
from spine.http.requests import AnyRequest
from spine.http.responses import Response

_MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css", ".html": "text/html", ".svg": "image/svg+xml"}
MEDIA_TYPES = tuple(_MEDIA_TYPES.values())
_HERE = Path(__file__).parent
_NOBODY_ELSE = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


@dataclass(frozen=True)
class Site:
    """A page with its scripts and styles in one folder, and what its Content-Security-Policy allows it.

    A page runs its own scripts alone, and talks to nobody but this service.
    """

    folder: Path
    policy: Callable[[], str]


def _docs_policy() -> str:
    sources = "script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'"
    return f"default-src 'none'; {sources}; {_NOBODY_ELSE}"


def _console_policy() -> str:
    """The hand-out that the console frames is bound by this policy too, so its style is allowed by digest."""
    from spine.domain.rendering.html import style_source  # no other request needs it

    return f"default-src 'self'; style-src 'self' {style_source()}; object-src 'none'; {_NOBODY_ELSE}"


DOCS = Site(_HERE / "docs", _docs_policy)
CONSOLE = Site(_HERE / "console", _console_policy)
SITES: Mapping[str, Site] = {"docs": DOCS, "console": CONSOLE}
"""The sites, by the first part of their paths."""


def file_names(site: Site) -> list[str]:
    """The files of a site that are handed out: its pages, scripts, styles and pictures."""
    return sorted(path.name for path in site.folder.iterdir() if path.suffix in _MEDIA_TYPES)


def file(request: AnyRequest, site: Site, name: str) -> Response:
    """A file of a site. Raises NotFound for any name but those that are handed out."""
    if name not in file_names(site):
        raise NotFound("No such file.")
    path = site.folder / name
    headers = {"Content-Security-Policy": site.policy(), "Referrer-Policy": "same-origin"}
    if path.suffix != ".html":
        headers = {}
    return revalidated(request, _read(path), f"{_MEDIA_TYPES[path.suffix]}; charset=utf-8", headers)


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
