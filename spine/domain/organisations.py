"""Organisations and their settings."""

from enum import StrEnum
from typing import ClassVar

from spine.domain.documents import Document


class MacroMode(StrEnum):
    """Whether a plan starts from workstreams: if there are any, always, or never."""

    AUTO = "auto"
    STRICT = "strict"
    OFF = "off"


class Organisation(Document):
    """One organisation's settings. `name_keys` are what a request's words are looked up by."""

    kind: ClassVar[str] = "organisation"
    key_field: ClassVar[str] = "org_id"

    name: str | None = None
    aliases: tuple[str, ...] = ()
    language: str | None = None
    time_zone: str | None = None
    macro_mode: MacroMode | None = None
    context_text: str | None = None
    name_keys: tuple[str, ...] = ()
    created_at: str
    updated_at: str

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that people call it: its id, its name ("" for none) and its aliases."""
        return (self.org_id, self.name or "", *self.aliases)
