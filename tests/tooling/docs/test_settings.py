"""docs/settings.md: the table of settings is that of spine.config."""

import logging
import re
from enum import StrEnum

import pytest
from pydantic.fields import FieldInfo

from spine import config
from spine.config import Settings
from tests.tooling.docs.pages import Page, names, table

PAGE = Page("docs/settings.md")
OF_THE_PLATFORM = {"AZURE_CLIENT_ID", "IDENTITY_ENDPOINT", "WEBSITE_AUTH_ENABLED"}
FIELDS = {str(field.alias): field for field in Settings.model_fields.values()}


def default_of(field: FieldInfo) -> str:
    """The default of a setting, as the table writes it."""
    match field.default:
        case None:
            return "–"
        case bool() as value:
            return f"`{'on' if value else 'off'}`"
        case value:
            return f"`{value}`"


def test_the_table_has_the_settings_in_the_order_of_the_code() -> None:
    ours = [name for name in FIELDS if name not in OF_THE_PLATFORM]
    assert sorted(names(row[0])[0] for row in table(PAGE.text)) == sorted(ours)


def test_the_defaults_are_the_codes() -> None:
    for name, default, *_ in table(PAGE.text):
        assert default.split(", or ")[0] == default_of(FIELDS[name.strip("`")]), name


def test_the_allowed_values_are_the_codes() -> None:
    for name, _, allowed, _ in table(PAGE.text):
        field = FIELDS[name.strip("`")]
        bounds = [getattr(one, edge) for one in field.metadata for edge in ("ge", "le") if hasattr(one, edge)]
        if bounds:
            assert allowed == f"{bounds[0]}–{bounds[1]}", name
        if isinstance(field.annotation, type) and issubclass(field.annotation, StrEnum):
            assert names(allowed) == [one.value for one in field.annotation], name


@pytest.mark.parametrize("allowed", names(table(PAGE.text)[0][2]))
def test_the_kill_switch_knows_the_values_that_the_table_names(allowed: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    assert config.read({"USE_MACRO_PLAN": allowed}).use_macro_plan
    assert caplog.records == []


def test_the_platforms_variables_are_named() -> None:
    named = set(re.findall(r"`([A-Z]+(?:_[A-Z]+)+)", PAGE.text))
    assert named >= OF_THE_PLATFORM
    for mark in ("WEBSITE_INSTANCE_ID", "WEBSITE_POD_NAME", "LEGION_SERVICE_HOST"):
        assert mark in named
        assert config.runs_in_azure({mark: "x"})
    assert config.runs_in_azure({"WEBSITE_SKU": "FlexConsumption"})
    assert "WEBSITE_SKU" in named
