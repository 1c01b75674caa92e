"""Pictures of every state of the console: at two sizes, in both languages, light, dark and printed.

    .venv/bin/python scripts/console_pictures.py FOLDER [STATE …]     all of them, to look at
    .venv/bin/python scripts/console_pictures.py --docs               those in the README and docs/console.md

Needs Chromium, and `pngquant` for `--docs`. Run it where the console has changed.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from uuid import uuid4

from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from spine.config import read  # noqa: E402  (as a script, this file knows only its own folder)
from spine.operations import seeding  # noqa: E402
from spine.schemas.organisations import OrganisationFields  # noqa: E402
from spine.schemas.planning import ProposeRequest  # noqa: E402
from spine.store.sqlite.store import SqliteStore  # noqa: E402
from spine.usecases import organisations, proposals, sweep  # noqa: E402
from spine.usecases.service import Service  # noqa: E402
from tests.browser import launched  # noqa: E402
from tests.tooling.devhost.local_server import local_server  # noqa: E402

DOCS = ROOT / "docs" / "console"
DAYS_OF_HISTORY = 40
SIZES = {"1280": (1280, 900), "390": (390, 844)}
LANGUAGES = {"en": ("en-US", "org_harbor"), "pt": ("pt-BR", "org_demo")}
MEDIA = {"light": "light", "dark": "dark", "print": "light"}
"""The colour scheme of the browser for each look."""
NOTES = """# Board
## Decisions
- We renew the lease of the warehouse for two years.
## Actions
- [ ] Send the lease to the lawyers. @Ana by 2026-12-18
- [x] Tell the landlord. @Omar
Risk: The landlord may sell the building.
It was sunny.
"""
SENTENCES = {
    "en": "weekly meeting about the billing migration tomorrow at 2pm, 45 min",
    "pt": "reunião de 45 minutos sobre frete amanhã às 14h",
}


def _nothing(page: Page) -> None:
    """The state is there as soon as the view is."""


def _click(selector: str, shown: str) -> Callable[[Page], None]:
    """Click the first such element, and wait for what it shows."""

    def act(page: Page) -> None:
        page.locator(selector).first.click()
        page.locator(shown).first.wait_for()

    return act


def _edit_workstream(page: Page) -> None:
    _click(".card h3 a", ".fact")(page)
    _click(".heading button", "main form textarea")(page)


def _judge(page: Page) -> None:
    page.locator("[data-fact] .verdicts button").nth(0).click()
    page.locator("[data-verdict]").wait_for()
    page.locator(".reasons summary").nth(1).click()


def _read_notes(page: Page) -> None:
    page.locator("textarea[name=text]").fill(NOTES)
    page.locator("input[name=title]").fill("Board")
    page.locator("main form button[type=submit]").click()
    page.locator("main h2, main .problem:not([hidden])").first.wait_for()


def _refuse(page: Page) -> None:
    page.locator("input[name=time_zone]").fill("Mars/Olympus")
    page.locator("main form button[type=submit]").click()
    page.locator("[aria-invalid]").wait_for()


def _open_suggestion(page: Page) -> None:
    _click(".suggestions summary", ".suggestions .fact")(page)


class State(NamedTuple):
    """What the console shows: a link, with {org} and {asked}, and what is done there."""

    link: str
    act: Callable[[Page], None] = _nothing
    whole: bool = False
    """Whether the picture is as long as the page."""


STATES = {
    "organisations": State("#/"),
    "guide": State("#/newcomer/board"),
    "board": State("#/{org}/board"),
    "board-edit": State("#/{org}/board", _click(".card button", ".card form")),
    "new-workstream": State("#/{org}/board", _click(".heading button", ".heading form")),
    "workstream": State("#/{org}/board", _click(".card h3 a", ".fact")),
    "workstream-edit": State("#/{org}/board", _edit_workstream),
    "facts": State("#/{org}/facts"),
    "facts-none": State("#/{org}/facts?q=xyzzy"),
    "suggestions": State("#/{org}/suggestions", _open_suggestion),
    "notes": State("#/{org}/notes"),
    "notes-read": State("#/{org}/notes", _read_notes, whole=True),
    "plan-empty": State("#/{org}/plan"),
    "plan": State("#/{org}/plan?text={asked}", whole=True),
    "plan-judged": State("#/{org}/plan?text={asked}", _judge),
    "hand-out": State("#/{org}/plan?text={asked}", _click(".handouts button", ".sheet iframe")),
    "agendas": State("#/{org}/agendas"),
    "agenda": State("#/{org}/agendas", _click(".rows a", ".part"), whole=True),
    "trend": State("#/{org}/trend"),
    "settings": State("#/{org}/settings"),
    "settings-refused": State("#/{org}/settings", _refuse),
    "nowhere": State("#/{org}/nowhere"),
    "unknown": State("#/orgs/board"),
}
IN_DOCS = {
    "board": ("board", "1280", "en", "light"),
    "plan": ("plan", "1280", "en", "light"),
    "suggestions": ("suggestions", "1280", "en", "light"),
    "trend": ("trend", "1280", "en", "dark"),
    "phone": ("plan", "390", "pt", "light"),
    "guide": ("guide", "390", "pt", "dark"),
}


def main(arguments: list[str]) -> int:
    """Take the pictures that are asked for."""
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 1
    with TemporaryDirectory() as folder, _served(Path(folder)) as url, launched() as browser:
        if arguments == ["--docs"]:
            _for_docs(browser, url, Path(folder))
        else:
            _all(browser, url, Path(arguments[0]), arguments[1:] or list(STATES))
    return 0


def _for_docs(browser: Browser, url: str, folder: Path) -> None:
    DOCS.mkdir(exist_ok=True)
    for name, (state, size, language, media) in IN_DOCS.items():
        picture = folder / f"{name}.png"
        with _opened(browser, size, language, media) as page:
            _take(page, url, state, language, picture)
        subprocess.run(["pngquant", "--force", "--output", DOCS / f"{name}.png", "64", picture], check=True)


def _all(browser: Browser, url: str, folder: Path, states: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for size, language, media in product(SIZES, LANGUAGES, MEDIA):
        with _opened(browser, size, language, media) as page:
            for state in states:
                picture = folder / f"{state}-{size}-{language}-{media}.png"
                _take(page, url, state, language, picture, media)
        print(f"{size} {language} {media}", flush=True)


@contextmanager
def _opened(browser: Browser, size: str, language: str, media: str) -> Iterator[Page]:
    width, height = SIZES[size]
    scheme = MEDIA[media]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale=LANGUAGES[language][0],
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    yield page
    context.close()


def _take(page: Page, url: str, name: str, language: str, picture: Path, media: str | None = None) -> None:
    """Take a picture; as long as the page where the state wants that and `media` is given, and on paper."""
    state, asked = STATES[name], SENTENCES[language].replace(" ", "+")
    page.emulate_media(media="screen")
    page.goto("about:blank")
    page.goto(url + "/console" + state.link.format(org=LANGUAGES[language][1], asked=asked))
    page.wait_for_selector("main:not([aria-busy]) h1")
    state.act(page)
    page.wait_for_timeout(150)
    if media == "print":
        page.emulate_media(media="print")
    page.screenshot(path=picture, full_page=media == "print" or (media is not None and state.whole))


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """The app with the demo organisations and a history of snapshots."""
    database = folder / "spine.sqlite3"
    store = SqliteStore(str(database))
    today = datetime.now(UTC)
    seeding.seed_demo(_service(store, today))
    organisations.put(_service(store, today), "newcomer", OrganisationFields(name="Nimbus Travel"))
    for days in range(DAYS_OF_HISTORY, -1, -1):
        sweep.sweep_whole(_service(store, today - timedelta(days=days)))
    for language, (_, org) in LANGUAGES.items():
        proposals.propose(_service(store, today), ProposeRequest(text=SENTENCES[language], org=org))
    store.close()
    with local_server(SPINE_DB_PATH=str(database), SPINE_STORE="sqlite") as server:
        yield f"http://127.0.0.1:{server.port}"


def _service(store: SqliteStore, now: datetime) -> Service:
    return Service(store, read({}), lambda: now, lambda: uuid4().hex[:16])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
