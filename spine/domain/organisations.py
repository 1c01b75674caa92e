"""Organisations: their settings, and which of them a caller may see."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from spine.domain.documents import Document
from spine.errors import Forbidden


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


@dataclass(frozen=True)
class Caller:
    """A caller; `orgs` are the organisations that the sign-in covers, None for all of them."""

    orgs: frozenset[str] | None = None

    def covers(self, org_id: str) -> bool:
        """Whether the caller may see an organisation."""
        return self.orgs is None or org_id in self.orgs

    def must_cover(self, org_id: str) -> None:
        """Check the organisation that a request names. Raises Forbidden where the caller may not see it."""
        if not self.covers(org_id):
            raise Forbidden(f"Your sign-in does not cover the organisation {org_id!r}.")

    def must_cover_all(self) -> None:
        """Raises Forbidden for a caller who may not see every organisation."""
        if self.orgs is not None:
            raise Forbidden("Your sign-in does not cover all organisations.")


EVERYONE = Caller()
