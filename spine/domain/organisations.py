"""Organisations and their settings."""

from collections.abc import Iterable
from typing import ClassVar

from spine.domain.documents import Document
from spine.domain.planning.modes import MacroMode

DISMISSED_KEPT = 500
"""Facts of dismissed suggestions that an organisation remembers, the last ones."""


class Organisation(Document):
    """One organisation's settings. `name_keys` are what a request's words are looked up by.

    `dismissed_facts` are ids of facts of dismissed suggestions, the last one last
    (docs/data-model.md#dismissed-suggestions).
    """

    kind: ClassVar[str] = "organisation"
    key_field: ClassVar[str] = "org_id"

    name: str | None = None
    aliases: tuple[str, ...] = ()
    language: str | None = None
    time_zone: str | None = None
    macro_mode: MacroMode | None = None
    context_text: str | None = None
    name_keys: tuple[str, ...] = ()
    dismissed_facts: tuple[str, ...] = ()
    created_at: str
    updated_at: str

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that people call it: its id, its name ("" for none) and its aliases."""
        return (self.org_id, self.name or "", *self.aliases)

    def with_dismissed(self, fact_ids: Iterable[str]) -> "Organisation":
        """The organisation after a person dismissed a suggestion of these facts."""
        dismissed = list(dict.fromkeys(fact_ids))
        before = (fact_id for fact_id in self.dismissed_facts if fact_id not in set(dismissed))
        return self.model_copy(update={"dismissed_facts": (*before, *dismissed)[-DISMISSED_KEPT:]})
