"""How long the console takes to show what the API answered, with 300 workstreams and 100,000 facts.

    python -m bench.console [--facts 100000] [--rounds 5]

For each view, in milliseconds: what its slowest request took, and the time from the end of its last answer to the first
paint of all of it. Prints medians. It needs Chromium.
"""

import argparse
import random
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Page

from bench.plan import ORG, fact, words
from spine import config
from spine.schemas.workstreams import WorkstreamFields
from spine.store.sqlite.store import SqliteStore
from spine.usecases import facts, links, workstreams
from spine.usecases.service import Service
from tests.browser import launched
from tests.tooling.devhost.local_server import local_server

WORKSTREAMS = 300
FACTS_A_WORKSTREAM = 100
VIEWS = {
    "organisations": "#/",
    "board": f"#/{ORG}/board",
    "workstream": f"#/{ORG}/workstream/ws7",
    "facts": f"#/{ORG}/facts",
    "search": f"#/{ORG}/facts?q=palavra40",
    "plan, an hour": f"#/{ORG}/plan?text=reuni%C3%A3o+sobre+iniciativa7%2C+8+horas",
    "agendas": f"#/{ORG}/agendas",
}
SHOWN = """async (link) => {
  performance.clearResourceTimings();
  location.hash = link;
  const main = document.querySelector("main");
  do await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
  while (main.hasAttribute("aria-busy") || !main.querySelector("h1"));
  const painted = performance.now();
  const asked = performance.getEntriesByType("resource").filter(({ initiatorType }) => initiatorType === "fetch");
  const ended = Math.max(...asked.map(({ responseEnd }) => responseEnd));
  return [Math.max(...asked.map(({ duration }) => duration)), painted - ended];
}"""
"""A task after a frame's callbacks runs once the frame is painted."""


def filled(size: int, database: Path) -> None:
    """Store an organisation with so many facts."""
    chance = random.Random(size)
    said = words(chance)
    service = Service(
        SqliteStore(database), config.read({}), lambda: datetime.now(UTC), lambda: f"{chance.getrandbits(64):016x}"
    )
    for start in range(0, size, 500):
        facts.store(service, ORG, [fact(n, said, chance) for n in range(start, min(size, start + 500))])
    for number in range(WORKSTREAMS):
        title = f"{next(said)} {next(said)} iniciativa{number}"
        fields = WorkstreamFields(workstream_id=f"ws{number}", title=title, priority=number % 5)
        made = workstreams.save(service, ORG, fields)
        links.link_into(service, made, [f"f{chance.randrange(size)}" for _ in range(FACTS_A_WORKSTREAM)], 1.0)


@contextmanager
def opened(database: Path) -> Iterator[Page]:
    """The console on a database."""
    with local_server(SPINE_DB_PATH=str(database), SPINE_STORE="sqlite") as server, launched() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(f"http://127.0.0.1:{server.port}/console#/{ORG}/settings")
        page.wait_for_selector("main:not([aria-busy]) h1")
        yield page


def main() -> None:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facts", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "spine.sqlite3"
        filled(options.facts, database)
        with opened(database) as page:
            taken: dict[str, list[list[float]]] = {name: [] for name in VIEWS}
            for _ in range(options.rounds):
                for name, link in VIEWS.items():
                    taken[name].append(page.evaluate(SHOWN, link))
    print(f"{'view':<16}{'answer':>10}{'paint after it':>16}")
    for name, rounds in taken.items():
        answer, paint = (statistics.median(values) for values in zip(*rounds, strict=True))
        print(f"{name:<16}{answer:>10.0f}{paint:>16.0f}")


if __name__ == "__main__":
    main()
