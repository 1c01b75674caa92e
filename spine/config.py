"""Every setting, read once from the environment and validated once. Nothing else reads the environment.

Indexing needs only the schedule and `SPINE_HTTP_AUTH`, and takes the default for a bad value: an exception at import
would leave the app without functions. The other settings are validated at first use. A bad value raises `BadSettings`
at every call. See docs/settings.md.
"""

import logging
import os
import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from spine.domain.identifiers import is_identifier
from spine.domain.ncrontab import is_schedule
from spine.domain.planning.modes import MacroMode
from spine.domain.zones import zone
from spine.errors import BadSettings

logger = logging.getLogger(__name__)

REFUSED_IN_AZURE = (
    "SPINE_STORE=sqlite is for local runs only: in Azure set COSMOS_ENDPOINT to the account's address; "
    "on your own machine set AZURE_FUNCTIONS_ENVIRONMENT=Development."
)
DEFAULT_SCHEDULE = "0 0 * * * *"

_ON = {"", "1", "true", "yes", "on"}
_OFF = {"0", "false", "no", "off"}
_SECRET = {"COSMOS_KEY", "APPLICATIONINSIGHTS_CONNECTION_STRING"}
_CONNECTION_STRING = re.compile(r"(?:[A-Za-z]+=[^;=\s][^;\s]*)(?:;[A-Za-z]+=[^;=\s][^;\s]*)*;?")


class StoreName(StrEnum):
    """The databases that Spine runs on."""

    SQLITE = "sqlite"
    COSMOS = "cosmos"


class HttpAuth(StrEnum):
    """What lets a caller in: function keys, or Easy Auth alone."""

    FUNCTION = "function"
    ANONYMOUS = "anonymous"


class Settings(BaseModel):
    """The settings of one process. An alias is the name of the environment variable."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True, defer_build=True)

    use_macro_plan: bool = Field(default=True, alias="USE_MACRO_PLAN")
    macro_default_mode: MacroMode = Field(default=MacroMode.AUTO, alias="MACRO_DEFAULT_MODE")
    default_org_id: str = Field(default="org_demo", alias="DEFAULT_ORG_ID")
    default_time_zone: str | None = Field(default=None, alias="DEFAULT_TIME_ZONE")
    store: StoreName = Field(default=StoreName.SQLITE, alias="SPINE_STORE")
    db_path: str = Field(default="./spine_dev.sqlite3", alias="SPINE_DB_PATH")
    cosmos_endpoint: str | None = Field(default=None, alias="COSMOS_ENDPOINT", pattern=r"^https?://\S+$")
    cosmos_database: str = Field(default="spine", alias="COSMOS_DATABASE", pattern=r"^[^/\\?#]{1,255}$")
    cosmos_container: str = Field(default="spine", alias="COSMOS_CONTAINER", pattern=r"^[^/\\?#]{1,255}$")
    cosmos_key: str | None = Field(default=None, alias="COSMOS_KEY", repr=False)
    azure_client_id: str | None = Field(default=None, alias="AZURE_CLIENT_ID")
    identity_endpoint: str | None = Field(default=None, alias="IDENTITY_ENDPOINT")
    stale_after_days: int = Field(default=14, alias="STALE_AFTER_DAYS", ge=1, le=3650)
    sweep_schedule: str = Field(default=DEFAULT_SCHEDULE, alias="STALE_SWEEP_SCHEDULE")
    sweep_ru_per_second: int = Field(default=300, alias="SWEEP_RU_PER_SECOND", ge=1, le=1_000_000)
    snapshot_retention_days: int | None = Field(default=None, alias="SNAPSHOT_RETENTION_DAYS", ge=1, le=3650)
    proposal_retention_days: int | None = Field(default=None, alias="PROPOSAL_RETENTION_DAYS", ge=1, le=3650)
    connection_string: str | None = Field(default=None, alias="APPLICATIONINSIGHTS_CONNECTION_STRING", repr=False)
    http_auth: HttpAuth = Field(default=HttpAuth.FUNCTION, alias="SPINE_HTTP_AUTH")
    require_org_claim: bool = Field(default=False, alias="SPINE_REQUIRE_ORG_CLAIM")
    org_claim: str = Field(default="org_id", alias="SPINE_ORG_CLAIM", pattern=r"^\S+$")
    easy_auth: bool = Field(default=False, alias="WEBSITE_AUTH_ENABLED")

    @field_validator("macro_default_mode", "store", "http_auth", mode="before")
    @classmethod
    def _any_case(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value

    @field_validator("default_org_id")
    @classmethod
    def _is_id(cls, value: str) -> str:
        if not is_identifier(value):
            raise ValueError("allowed is an organisation's id: letters, digits, _ . : -, at most 128")
        return value

    @field_validator("default_time_zone")
    @classmethod
    def _is_zone(cls, value: str) -> str:
        zone(value)
        return value

    @field_validator("snapshot_retention_days", "proposal_retention_days", mode="before")
    @classmethod
    def _off_is_none(cls, value: object) -> object:
        return None if isinstance(value, str) and value.lower() in _OFF else value

    @field_validator("sweep_schedule")
    @classmethod
    def _is_schedule(cls, value: str) -> str:
        if not is_schedule(value):
            raise ValueError("allowed is an NCRONTAB expression of six fields, like 0 0 * * * *")
        return value

    @model_validator(mode="after")
    def _file_has_a_directory(self) -> "Settings":
        path = Path(self.db_path)
        if self.store is StoreName.SQLITE and (path.is_dir() or not path.absolute().parent.is_dir()):
            raise ValueError(f"SPINE_DB_PATH={self.db_path!r} is not allowed: a file in a directory that exists")
        return self

    @model_validator(mode="after")
    def _cosmos_needs_an_endpoint(self) -> "Settings":
        if self.store is StoreName.COSMOS and not self.cosmos_endpoint:
            raise ValueError("SPINE_STORE=cosmos needs COSMOS_ENDPOINT, the account's https address")
        return self

    @property
    def open_without_sign_in(self) -> bool:
        """Whether the settings ask for a check that only Easy Auth makes, and Easy Auth is off."""
        return (self.http_auth is HttpAuth.ANONYMOUS or self.require_org_claim) and not self.easy_auth


def runs_in_azure(environment: Mapping[str, str]) -> bool:
    """Whether this is a Functions app in Azure. Flex Consumption sets no WEBSITE_INSTANCE_ID."""
    given = {name: value.strip() for name, value in environment.items()}
    if given.get("AZURE_FUNCTIONS_ENVIRONMENT", "").lower() == "development":
        return False
    # Azure sets CONTAINER_NAME, too, but so do many containers on other machines.
    marks = ("WEBSITE_INSTANCE_ID", "WEBSITE_POD_NAME", "LEGION_SERVICE_HOST")
    return any(given.get(mark) for mark in marks) or given.get("WEBSITE_SKU") == "FlexConsumption"


def read(environment: Mapping[str, str]) -> Settings:
    """The settings in an environment; empty variables count as unset. Raises BadSettings naming the variable."""
    given = {name: value.strip() for name, value in environment.items() if value.strip()}
    given["USE_MACRO_PLAN"] = _kill_switch(given.get("USE_MACRO_PLAN", ""))
    connection_string = given.get("APPLICATIONINSIGHTS_CONNECTION_STRING")
    if connection_string is not None and not _is_connection_string(connection_string):
        logger.warning("APPLICATIONINSIGHTS_CONNECTION_STRING is malformed: events are off")
        del given["APPLICATIONINSIGHTS_CONNECTION_STRING"]
    given.setdefault("SPINE_STORE", "cosmos" if "COSMOS_ENDPOINT" in given else "sqlite")
    if runs_in_azure(environment) and given["SPINE_STORE"].lower() == "sqlite":
        raise BadSettings(REFUSED_IN_AZURE)
    try:
        return Settings.model_validate(given, by_alias=True)
    except ValidationError as error:
        raise BadSettings(_message(error, given)) from None


def _kill_switch(value: str) -> str:
    """USE_MACRO_PLAN fails safe: any value that is not a clear yes switches macro planning off for everybody."""
    known = value.lower()
    if known not in _ON | _OFF:
        logger.warning("USE_MACRO_PLAN=%s is not one of 1/true/yes/on, 0/false/no/off: macro planning is off", value)
    return "true" if known in _ON else "false"


def _is_connection_string(value: str) -> bool:
    if not _CONNECTION_STRING.fullmatch(value):
        return False
    parts = {name.lower(): rest for name, _, rest in (part.partition("=") for part in value.split(";"))}
    try:
        endpoint = urlsplit(parts.get("ingestionendpoint", "https://default"))
        is_address = endpoint.scheme in {"http", "https"} and bool(endpoint.hostname) and endpoint.port != 0
    except ValueError:  # a host or a port that no address can have
        return False
    return is_address and "instrumentationkey" in parts


def _message(error: ValidationError, given: Mapping[str, str]) -> str:
    """What is wrong with the first bad value, in one line that shows no secret."""
    first = error.errors(include_url=False)[0]
    allowed = first["msg"].removeprefix("Value error, ").removeprefix("Input should be ")
    if not first["loc"]:
        return f"{allowed}."
    name = str(first["loc"][0])
    value = "(not shown)" if name in _SECRET else repr(given.get(name, ""))
    return f"{name}={value} is not allowed: {allowed}."


_overrides: dict[str, str] = {}


@lru_cache(maxsize=1)
def _settings() -> Settings | BadSettings:
    try:
        return read(os.environ | _overrides)
    except BadSettings as error:
        return error


def settings() -> Settings:
    """The settings of this process, validated at the first call. Raises BadSettings, the same at every call."""
    found = _settings()
    if isinstance(found, BadSettings):
        raise BadSettings(found.detail)
    return found


def override(given: Mapping[str, str]) -> None:
    """Override settings from the options of the command line."""
    forget_settings()
    _overrides.update(given)


def forget_settings() -> None:
    """Drop the settings and their overrides, and read the environment again at the next call."""
    _overrides.clear()
    _settings.cache_clear()


def indexing_settings() -> tuple[str, HttpAuth]:
    """The two settings that indexing needs, schedule and auth; the default for a bad value."""
    schedule = os.environ.get("STALE_SWEEP_SCHEDULE", "").strip()
    auth = os.environ.get("SPINE_HTTP_AUTH", "").strip().lower()
    return (
        schedule if is_schedule(schedule) else DEFAULT_SCHEDULE,
        HttpAuth.ANONYMOUS if auth == HttpAuth.ANONYMOUS else HttpAuth.FUNCTION,
    )


def variable(name: str) -> str | None:
    """A variable that an operator names, like one that holds the key of another deployment. It is not a setting."""
    return os.environ.get(name, "").strip() or None


def limit_health_checks() -> None:
    """Make the Cosmos SDK ask an account that does not answer once, not four times; it reads only the environment."""
    os.environ.setdefault("AZURE_COSMOS_HEALTH_CHECK_MAX_RETRIES", "0")
