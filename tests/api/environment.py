"""The app's settings, as tests change them."""

from contextlib import suppress
from time import sleep

import pytest

from spine import bootstrap, config
from spine.errors import BadSettings

SETTINGS = """USE_MACRO_PLAN MACRO_DEFAULT_MODE DEFAULT_ORG_ID SPINE_STORE SPINE_DB_PATH COSMOS_ENDPOINT COSMOS_DATABASE
    COSMOS_CONTAINER COSMOS_KEY AZURE_CLIENT_ID IDENTITY_ENDPOINT STALE_AFTER_DAYS STALE_SWEEP_SCHEDULE
    SWEEP_RU_PER_SECOND APPLICATIONINSIGHTS_CONNECTION_STRING SPINE_HTTP_AUTH SPINE_REQUIRE_ORG_CLAIM SPINE_ORG_CLAIM
    WEBSITE_AUTH_ENABLED WEBSITE_INSTANCE_ID WEBSITE_POD_NAME CONTAINER_NAME LEGION_SERVICE_HOST WEBSITE_SKU""".split()


class Environment:
    """The app's settings, which a test may change while the app runs.

    With other settings the app is another instance, which may see late what the one before wrote: so many seconds.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch, lag: float = 0) -> None:
        self._monkeypatch, self._lag = monkeypatch, lag
        for name in SETTINGS:
            monkeypatch.delenv(name, raising=False)
        self.set(AZURE_FUNCTIONS_ENVIRONMENT="Development")

    def set(self, **values: str) -> None:
        """Give settings these values; the app reads them at the next call."""
        self.forget()
        for name, value in values.items():
            self._monkeypatch.setenv(name, value)

    def forget(self) -> None:
        """Close the store, and let the app read its settings again."""
        with suppress(BadSettings):
            close = getattr(bootstrap.store_of(config.settings()), "close", None)
            if close is not None:
                close()
                sleep(1.2 * self._lag)
        bootstrap.store_of.cache_clear()
        config.forget_settings()
