"""`ingest`: notes from files into the store."""

import json
from pathlib import Path

import pytest

from spine.domain.facts import Fact
from spine.store.protocol import FactFilter, PageRequest
from spine.usecases.service import Service
from tests.operations.cli.conftest import Spine

NOTES = "# Weekly\n\nPresent: Ana, Rui\n\n## Actions\n- [ ] Ana: check the lease by Friday\n- [x] Rui: call\n\nBye!\n"


def stored(service: Service) -> list[Fact]:
    return service.store.facts("mill", FactFilter(), PageRequest(100)).items


def file(folder: Path, name: str, text: str | bytes) -> str:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


def test_notes_are_read_and_a_repeat_stores_nothing_twice(spine: Spine, service: Service, tmp_path: Path) -> None:
    path = file(tmp_path, "2026-12-01-weekly.md", NOTES)
    first, again = (spine("ingest", path, "--org", "mill") for _ in range(2))
    assert first.exit_code == 0
    assert first.stdout == (
        f"{path}: 2 facts\n"
        "  action_item: check the lease (Ana, due 2026-12-04)\n"
        "  action_item: call (Rui, done)\n"
        "Notes read: 1. Facts: 2 inserted, 0 updated, 0 unchanged.\n"
    )
    assert first.stderr == f"{path}: line 9: not read: Bye!\n"
    assert again.stdout.endswith("Facts: 0 inserted, 0 updated, 2 unchanged.\n")
    assert len(stored(service)) == 2


def test_notes_bundles_and_spreadsheets_may_come_together(spine: Spine, service: Service, tmp_path: Path) -> None:
    bundle = {"meeting": {"meeting_id": "m"}, "facts": [{"id": "f", "type": "risk", "text": "Late"}]}
    files = [
        file(tmp_path, "notes.txt", "ACTIONS:\n* check the lease\n"),
        file(tmp_path, "actions.csv", "Action;Owner;Due\npaint;Bia;12/12/2026\n"),
        file(tmp_path, "bundle.json", json.dumps(bundle)),
    ]
    ran = spine("ingest", *files, "--org", "mill")
    assert ran.stdout.splitlines()[-1] == (
        "Bundles stored: 1. Notes read: 2. Facts: 3 inserted, 0 updated, 0 unchanged."
    )
    assert {fact.text for fact in stored(service)} == {"check the lease", "paint", "Late"}


def test_a_dry_run_stores_nothing_and_scripts_get_the_whole_answer(
    spine: Spine, service: Service, tmp_path: Path
) -> None:
    path = file(tmp_path, "notes.md", NOTES)
    ran = spine("ingest", path, "--org", "mill", "--meeting", "m1", "--date", "2026-12-01", "--dry-run", "--json")
    [notes] = json.loads(ran.stdout)["notes"]
    assert (notes["meeting_id"], notes["facts"][0]["due_iso"], notes["unread"][0]["line"]) == ("m1", "2026-12-04", 9)
    assert stored(service) == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("latin.csv", "Ação;Dono\n".encode("latin-1"), "not UTF-8 text; save it as UTF-8"),
        ("empty.md", b" \n", "it is empty"),
        ("large.md", b"a" * (2 * 1024 * 1024 + 1), "more than 2 MB"),
        ("columns.csv", b"a,b\n1,2\n", "has no column for the text"),
        ("binary.md", b"\0\1\2", "is no text"),
    ],
)
def test_a_file_that_is_no_notes_is_refused_and_the_others_are_stored(
    spine: Spine, service: Service, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    good = file(tmp_path, "good.md", NOTES)
    ran = spine("ingest", file(tmp_path, name, content), good, "--org", "mill")
    assert ran.exit_code == 1
    assert said in ran.stderr
    assert len(stored(service)) == 2


def test_the_options_of_notes_are_told_by_their_own_names(spine: Spine, tmp_path: Path) -> None:
    path = file(tmp_path, "notes.md", NOTES)
    assert "--org" in spine("ingest", path).stderr
    assert "--date" in spine("ingest", path, "--org", "mill", "--date", "soon").stderr
    wrong = spine("ingest", file(tmp_path, "bundle.json", "{}"), "--org", "mill", "--dry-run")
    assert (wrong.exit_code, "--dry-run" in wrong.stderr) == (2, True)
