"""One server with the demo organisations and one browser for all tests of the package.

Playwright keeps an event loop running in its thread: it ends with these tests, for others run loops of their own.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from playwright.sync_api import Browser

from tests.browser import MISSING, axe, chromium, launched
from tests.browser.console import KEY, Console
from tests.tooling.devhost.local_server import local_server

type Opened = Callable[..., AbstractContextManager[Console]]

WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}


@pytest.fixture(scope="package")
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    if chromium() is None:
        (pytest.fail if request.config.getoption("--require-browser") else pytest.skip)(MISSING)
    with launched() as browser:
        yield browser


@pytest.fixture(scope="package")
def url(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app on a database of its own; it wants a key."""
    database = tmp_path_factory.mktemp("console") / "spine.sqlite3"
    before = ("--before", "spine init", "--before", "spine seed")
    with local_server("--enable-auth", KEY, *before, SPINE_DB_PATH=str(database), SPINE_STORE="sqlite") as server:
        yield f"http://127.0.0.1:{server.port}"


@pytest.fixture
def opened(browser: Browser, url: str) -> Opened:
    """Opens the console at a size, in a language and a colour scheme; it ends with `Console.check`."""

    @contextmanager
    def opened(*, phone: bool = False, language: str = "en-US", dark: bool = False) -> Iterator[Console]:
        context = browser.new_context(
            viewport=PHONE if phone else WIDE,
            has_touch=phone,
            locale=language,
            color_scheme="dark" if dark else "light",
            timezone_id="America/Sao_Paulo",
            accept_downloads=True,
        )
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        console = Console(context.new_page(), url, axe(), language)
        yield console
        console.check()
        context.close()

    return opened
