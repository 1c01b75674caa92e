"""Settings, without the app: every variable, its default, and what a bad value says."""

import logging
from typing import Any

import pytest

from spine import config
from spine.config import HttpAuth, StoreName, indexing_settings, read, runs_in_azure
from spine.errors import BadSettings


def test_nothing_set_gives_the_contracts_defaults() -> None:
    settings = read({})
    assert settings.use_macro_plan is True
    assert settings.macro_default_mode == "auto"
    assert settings.default_org_id == "org_demo"
    assert settings.store is StoreName.SQLITE
    assert settings.db_path == "./spine_dev.sqlite3"
    assert (settings.cosmos_database, settings.cosmos_container) == ("spine", "spine")
    assert settings.stale_after_days == 14
    assert settings.sweep_schedule == "0 0 * * * *"
    assert settings.sweep_ru_per_second == 300
    assert settings.http_auth is HttpAuth.FUNCTION
    assert (settings.require_org_claim, settings.org_claim) == (False, "org_id")
    assert settings.connection_string is None
    assert (settings.snapshot_retention_days, settings.proposal_retention_days) == (None, None)


def test_an_empty_variable_counts_as_unset() -> None:
    names = (
        "USE_MACRO_PLAN MACRO_DEFAULT_MODE DEFAULT_ORG_ID SPINE_STORE SPINE_DB_PATH COSMOS_ENDPOINT STALE_AFTER_DAYS"
    )
    assert read(dict.fromkeys(names.split(), "  ")) == read({})


def test_a_cosmos_endpoint_chooses_cosmos_and_spine_store_overrules_it() -> None:
    endpoint = {"COSMOS_ENDPOINT": "https://a.documents.azure.com:443/"}
    assert read(endpoint).store is StoreName.COSMOS
    assert read(endpoint | {"SPINE_STORE": "SQLite"}).store is StoreName.SQLITE


@pytest.mark.parametrize(
    "mark",
    [
        {"WEBSITE_INSTANCE_ID": "x"}, {"WEBSITE_POD_NAME": "x"}, {"LEGION_SERVICE_HOST": "x"},
        {"WEBSITE_SKU": "FlexConsumption"},
    ],
)  # fmt: skip
def test_each_mark_of_azure_is_seen_unless_the_run_is_local(mark: dict[str, str]) -> None:
    assert runs_in_azure(mark)
    assert runs_in_azure(mark | {"AZURE_FUNCTIONS_ENVIRONMENT": "Production"})
    assert runs_in_azure(mark | {"AZURE_FUNCTIONS_ENVIRONMENT": "Staging"})
    assert not runs_in_azure(mark | {"AZURE_FUNCTIONS_ENVIRONMENT": "Development"})
    with pytest.raises(BadSettings, match="COSMOS_ENDPOINT"):
        read(mark)
    assert read(mark | {"COSMOS_ENDPOINT": "https://a.documents.azure.com"}).store is StoreName.COSMOS


@pytest.mark.parametrize(
    "environment",
    [{}, {"CONTAINER_NAME": "dev"}, {"WEBSITE_SKU": "Dynamic"}, {"WEBSITE_INSTANCE_ID": " "}, {"HOME": "/root"}],
)
def test_anything_else_is_no_azure(environment: dict[str, str]) -> None:
    assert not runs_in_azure(environment)


@pytest.mark.parametrize(
    ("value", "days"), [("", None), ("0", None), ("off", None), (" OFF ", None), ("1", 1), ("3650", 3650)]
)
def test_a_retention_is_off_or_a_number_of_days(value: str, days: int | None) -> None:
    settings = read({"SNAPSHOT_RETENTION_DAYS": value, "PROPOSAL_RETENTION_DAYS": value})
    assert (settings.snapshot_retention_days, settings.proposal_retention_days) == (days, days)


@pytest.mark.parametrize("value", ["", " ", "1", "true", "TRUE", "Yes", " on ", "oN"])
def test_the_kill_switch_reads_on(value: str, caplog: pytest.LogCaptureFixture) -> None:
    assert read({"USE_MACRO_PLAN": value}).use_macro_plan is True
    assert not caplog.records


@pytest.mark.parametrize("value", ["0", "false", "No", " OFF "])
def test_the_kill_switch_reads_off(value: str, caplog: pytest.LogCaptureFixture) -> None:
    assert read({"USE_MACRO_PLAN": value}).use_macro_plan is False
    assert not caplog.records


@pytest.mark.parametrize("value", ["banana", "2", "truee", "y", "t", "enabled", "-"])
def test_anything_else_is_off_and_named_in_a_warning(value: str, caplog: pytest.LogCaptureFixture) -> None:
    assert read({"USE_MACRO_PLAN": value}).use_macro_plan is False
    (record,) = caplog.records
    assert record.levelno == logging.WARNING
    assert "USE_MACRO_PLAN" in record.getMessage()
    assert value in record.getMessage()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MACRO_DEFAULT_MODE", "banana"), ("DEFAULT_ORG_ID", "a/b"), ("SPINE_STORE", "mysql"),
        ("STALE_AFTER_DAYS", "0"),
        ("STALE_AFTER_DAYS", "soon"), ("SNAPSHOT_RETENTION_DAYS", "-1"), ("PROPOSAL_RETENTION_DAYS", "long"),
        ("STALE_SWEEP_SCHEDULE", "hourly"), ("SWEEP_RU_PER_SECOND", "-3"),
        ("SPINE_HTTP_AUTH", "none"), ("SPINE_REQUIRE_ORG_CLAIM", "perhaps"), ("SPINE_ORG_CLAIM", "a b"),
        ("DEFAULT_TIME_ZONE", "Mars/Olympus"), ("COSMOS_ENDPOINT", "account"), ("COSMOS_DATABASE", "a/b"),
    ],
)  # fmt: skip
def test_a_bad_value_is_one_line_naming_variable_value_and_what_is_allowed(name: str, value: str) -> None:
    with pytest.raises(BadSettings) as error:
        read({name: value})
    line = error.value.detail
    assert name in line
    assert value in line
    assert "allowed" in line
    assert "\n" not in line


@pytest.mark.parametrize(
    ("name", "attribute"), [("MACRO_DEFAULT_MODE", "macro_default_mode"), ("SPINE_HTTP_AUTH", "http_auth")]
)
def test_words_are_read_in_any_case(name: str, attribute: str) -> None:
    value = {"MACRO_DEFAULT_MODE": "Strict", "SPINE_HTTP_AUTH": "FUNCTION"}[name]
    assert getattr(read({name: value}), attribute) == value.lower()


@pytest.mark.parametrize(
    "environment",
    [
        {"COSMOS_ENDPOINT": "nonsense"}, {"SPINE_STORE": "cosmos"}, {"STALE_AFTER_DAYS": "x"},
        {"DEFAULT_ORG_ID": "a b"},
        {"APPLICATIONINSIGHTS_CONNECTION_STRING": "hush-hush"}, {},
    ],
)  # fmt: skip
def test_secrets_stand_in_no_message_and_no_repr(environment: dict[str, str], caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    shown = ""
    try:
        shown = repr(read({"COSMOS_KEY": "hush-hush", **environment}))
    except BadSettings as problem:
        shown = f"{problem}{problem.detail}{problem.errors}{problem.extra}{problem!r}"
    assert "hush-hush" not in shown + caplog.text


KEY = "InstrumentationKey=00000000-0000-0000-0000-000000000000"


@pytest.mark.parametrize(
    "value",
    [
        "nonsense", "InstrumentationKey=", "a=b;c", "IngestionEndpoint=https://x", f"{KEY};IngestionEndpoint=notaurl",
        f"{KEY};IngestionEndpoint=ftp://x", f"{KEY};IngestionEndpoint=http://[::1",
        f"{KEY};IngestionEndpoint=https://x:99999/",
    ],
)  # fmt: skip
def test_a_malformed_connection_string_is_a_warning_and_no_more(value: str, caplog: pytest.LogCaptureFixture) -> None:
    assert read({"APPLICATIONINSIGHTS_CONNECTION_STRING": value}).connection_string is None
    assert [r.levelno for r in caplog.records] == [logging.WARNING]


def test_a_connection_string_as_azure_gives_it_is_taken(caplog: pytest.LogCaptureFixture) -> None:
    value = (
        "InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=https://westeurope-5.in."
        "applicationinsights.azure.com/;LiveEndpoint=https://westeurope.livediagnostics.monitor.azure.com/;"
        "ApplicationId=00000000-0000-0000-0000-000000000000"
    )
    assert read({"APPLICATIONINSIGHTS_CONNECTION_STRING": value}).connection_string == value
    assert not caplog.records


@pytest.mark.parametrize(
    ("schedule", "auth", "expected"),
    [
        (None, None, ("0 0 * * * *", HttpAuth.FUNCTION)),
        ("", "", ("0 0 * * * *", HttpAuth.FUNCTION)),
        ("hourly", "banana", ("0 0 * * * *", HttpAuth.FUNCTION)),
        ("0 30 * * * *", "Anonymous", ("0 30 * * * *", HttpAuth.ANONYMOUS)),
        (" 0 30 * * * * ", " FUNCTION ", ("0 30 * * * *", HttpAuth.FUNCTION)),
    ],
)
def test_indexing_falls_back_to_the_defaults(
    monkeypatch: pytest.MonkeyPatch, schedule: str | None, auth: str | None, expected: tuple[str, HttpAuth]
) -> None:
    for name, value in (("STALE_SWEEP_SCHEDULE", schedule), ("SPINE_HTTP_AUTH", auth)):
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    monkeypatch.setenv("STALE_AFTER_DAYS", "not read here")
    assert indexing_settings() == expected


def test_settings_are_read_once_and_a_bad_value_says_the_same_at_every_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AZURE_FUNCTIONS_ENVIRONMENT", "Development")
    monkeypatch.setenv("STALE_AFTER_DAYS", "soon")
    config.forget_settings()
    try:
        details: list[Any] = []
        for value in ("soon", "3"):
            monkeypatch.setenv("STALE_AFTER_DAYS", value)
            with pytest.raises(BadSettings) as error:
                config.settings()
            details.append(error.value.detail)
        assert details[0] == details[1]
        config.forget_settings()
        assert config.settings().stale_after_days == 3
    finally:
        config.forget_settings()


@pytest.mark.parametrize(
    ("environment", "open_without_sign_in"),
    [
        ({}, False), ({"SPINE_HTTP_AUTH": "anonymous"}, True), ({"SPINE_REQUIRE_ORG_CLAIM": "1"}, True),
        ({"SPINE_HTTP_AUTH": "anonymous", "WEBSITE_AUTH_ENABLED": "True"}, False),
        ({"SPINE_REQUIRE_ORG_CLAIM": "true", "WEBSITE_AUTH_ENABLED": "true"}, False),
        ({"SPINE_HTTP_AUTH": "anonymous", "WEBSITE_AUTH_ENABLED": "False"}, True),
    ],
)  # fmt: skip
def test_what_only_easy_auth_checks_needs_easy_auth(environment: dict[str, str], open_without_sign_in: bool) -> None:
    assert read(environment).open_without_sign_in is open_without_sign_in


def test_what_the_command_line_was_told_wins_over_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AZURE_FUNCTIONS_ENVIRONMENT", "Development")
    monkeypatch.setenv("SPINE_STORE", "sqlite")
    monkeypatch.setenv("STALE_AFTER_DAYS", "3")
    config.override({"STALE_AFTER_DAYS": "5"})
    assert config.settings().stale_after_days == 5
    config.override({})
    assert config.settings().stale_after_days == 3
    config.forget_settings()
