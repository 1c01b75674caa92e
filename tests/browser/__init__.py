"""A real Chromium, and axe-core, which says what a page's accessibility lacks."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.npm import install

HERE = Path(__file__).parent
WHO = "The check of the console's accessibility"
NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = "The tests of the console need Chromium, which is not on the PATH: for instance `apt-get install chromium`."
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
"""Chromium asks no host but the one under test, and starts where there is neither a screen nor a sandbox."""


def chromium() -> str | None:
    """The path of Chromium, None where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def launched() -> Iterator[Browser]:
    """Chromium, until the end of the block."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        yield browser
        browser.close()


def axe() -> str:
    """The script of axe-core. Raises CannotStart."""
    install(HERE, WHO)
    return (HERE / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
