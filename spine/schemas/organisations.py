"""Requests about an organisation's own settings."""

from typing import Annotated

from pydantic import AfterValidator, Field

from spine.domain.languages import TAG_PATTERN, parse_language
from spine.domain.planning.modes import MacroMode
from spine.domain.zones import zone
from spine.schemas.fields import AnyCase, Description, Identifier, Name, described, list_of, not_blank
from spine.schemas.validation import RequestModel


def _alias(text: str) -> str:
    """Refuse an alias made of words that most requests contain: it would match every request."""
    from spine.domain.reading.aliases import may_be_alias  # with the patterns that requests are read by

    if not may_be_alias(text):
        raise ValueError("must be more than a letter, a sign, a stop-word, a time or a word for a kind of meeting")
    return text.strip()


def _language(text: str) -> str:
    return parse_language(text).value


def _time_zone(text: str) -> str:
    zone(text.strip())
    return text.strip()


LanguageTag = Annotated[str, AfterValidator(_language), described(pattern=TAG_PATTERN, examples=["pt-BR"])]
TimeZone = Annotated[Name, AfterValidator(_time_zone), described(pattern=r"\S", examples=["America/Sao_Paulo"])]
Alias = Annotated[Name, AfterValidator(_alias), described(pattern=r"\S")]


class OrganisationFields(RequestModel):
    """An organisation's settings: whole by PUT, those given by PATCH."""

    read_only = frozenset({"created_at", "updated_at"})

    org_id: Identifier | None = None
    name: Annotated[Name, AfterValidator(not_blank), described(pattern=r"\S")] | None = None
    aliases: Annotated[tuple[Alias, ...], Field(max_length=20), list_of("aliases", 20)] | None = None
    language: LanguageTag | None = None
    time_zone: TimeZone | None = None
    macro_mode: Annotated[MacroMode | None, AnyCase] = None
    context_text: Description | None = None
