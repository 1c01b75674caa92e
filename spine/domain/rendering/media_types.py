"""The media types of an agenda as text."""

MEDIA_TYPES = {
    "nl": "text/plain; charset=utf-8",
    "markdown": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
}
"""By format."""
