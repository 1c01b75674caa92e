"""The picture of a printed agenda on the README's page: docs/agenda.png, from the demo data.

Needs programs that nothing else does: `apt-get install chromium poppler-utils pngquant`. Run it where the page has
changed.
"""

import subprocess
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from spine.config import read  # noqa: E402  (as a script, this file knows only its own folder)
from spine.operations import seeding  # noqa: E402
from spine.schemas.planning import PlanOptions  # noqa: E402
from spine.store.sqlite.store import SqliteStore  # noqa: E402
from spine.usecases.handouts import text_of_plan  # noqa: E402
from spine.usecases.planning.pipeline import plan_agenda  # noqa: E402
from spine.usecases.service import Service  # noqa: E402

PICTURE = ROOT / "docs" / "agenda.png"
DOTS_PER_INCH = 96
COLOURS = 32
PROGRAMS = ("chromium", "pdftoppm", "pngquant")
NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
REQUEST = "plan a meeting with Harbor, 1 hour"
START = "2026-03-12T14:00"
QUIET = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --no-pdf-header-footer"
).split()


def main() -> int:
    """Print the page and make a picture of its first sheet."""
    missing = [name for name in PROGRAMS if which(name) is None]
    if missing:
        print(f"agenda_picture: install {' '.join(missing)}", file=sys.stderr)
        return 1
    with TemporaryDirectory() as folder:
        page, sheet = Path(folder, "agenda.html"), Path(folder, "agenda.pdf")
        page.write_text(html(Path(folder, "demo.sqlite3")), encoding="utf-8")
        options = (f"--user-data-dir={Path(folder, 'profile')}", f"--print-to-pdf={sheet}")
        subprocess.run(["chromium", *QUIET, *options, page.as_uri()], check=True, capture_output=True, timeout=120)
        picture = Path(folder, "agenda.png")
        to_picture = ["pdftoppm", "-png", "-singlefile", "-r", str(DOTS_PER_INCH), sheet, picture.with_suffix("")]
        subprocess.run(to_picture, check=True)
        subprocess.run(["pngquant", "--force", "--output", PICTURE, str(COLOURS), picture], check=True)
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size / 1000:.0f} kB")
    return 0


def html(database: Path) -> str:
    """The page of a demo agenda, at a time that stands still."""
    numbers = count()
    store = SqliteStore(str(database))
    service = Service(store, read({}), lambda: NOON, lambda: f"{next(numbers):016x}")
    seeding.seed_demo(service)
    text = text_of_plan(service, plan_agenda(service, REQUEST, PlanOptions(start_iso=START)), "html")
    store.close()
    return text


if __name__ == "__main__":
    sys.exit(main())
