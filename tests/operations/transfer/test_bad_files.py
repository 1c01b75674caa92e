"""Files that are not what they should be, and disks that are full: nothing is written, and one line says why."""

import json
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from spine.errors import BadFile, Unavailable
from spine.operations.transfer.export import export
from spine.operations.transfer.importing import load
from spine.store.protocol import Store
from spine.store.sqlite.store import SqliteStore
from tests.commands import with_small_disk
from tests.operations.transfer.filling import fill, service_of
from tests.operations.transfer.mover import mover


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export of two organisations."""
    folder = tmp_path_factory.mktemp("exported")
    with closing(SqliteStore(folder / "source.sqlite3")) as source:
        fill(source, count=5)
        export(service_of(source), folder / "x.jsonl")
    return folder / "x.jsonl"


@pytest.fixture
def file(exported: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may change."""
    return Path(shutil.copy(exported, tmp_path))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store; one kind is enough, for files are read and refused before a store is asked."""
    with closing(SqliteStore(tmp_path / "target.sqlite3")) as opened:
        yield opened


def refused(store: Store, file: Path, *words: str) -> str:
    """What the import of a file says that refuses it; nothing is written."""
    with pytest.raises(BadFile) as told:
        load(service_of(store), file)
    assert store.existing_organisations_across_partitions() == []
    assert "\n" not in told.value.detail
    for word in (str(file), *words):
        assert word in told.value.detail
    return told.value.detail


def sealed(file: Path, change: Callable[[list[dict[str, Any]]], None]) -> int:
    """Change the documents of a file, and make its last line fit; the number of the first fact's line."""
    header, *lines, _ = file.read_text(encoding="utf-8").splitlines()
    documents = [json.loads(line) for line in lines]
    number = next(place for place, one in enumerate(documents) if one["type"] == "fact")
    change(documents)
    texts = [json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in documents]
    counts: dict[str, int] = {}
    for one in documents:
        if isinstance(one, dict):
            counts[str(one.get("type"))] = counts.get(str(one.get("type")), 0) + 1
    seal(file, [header, *texts], counts)
    return number + 2


def seal(file: Path, lines: list[str], counts: dict[str, int]) -> None:
    body = "".join(f"{line}\n" for line in lines)
    last = json.dumps({"counts": counts, "sha256": sha256(body.encode()).hexdigest()}, separators=(",", ":"))
    file.write_text(f"{body}{last}\n", encoding="utf-8")


@pytest.mark.parametrize("kept", [0, 1, 30, 60, 2_000, -1, -40, -120])
def test_a_truncated_file_is_refused(store: Store, file: Path, kept: int) -> None:
    data = file.read_bytes()
    file.write_bytes(data[:kept])
    lines = data[:kept].count(b"\n") + 1
    assert f"line {lines}: " in refused(store, file)


def test_a_file_without_its_last_line_is_refused(store: Store, file: Path) -> None:
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(lines[:-1]))
    refused(store, file, f"line {len(lines)}", "ends too early")


def test_an_edited_file_is_refused(store: Store, file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Conceição", "Conceicao", 1), encoding="utf-8")
    refused(store, file, f"line {text.count(chr(10))}", "checksum")


def test_a_file_that_lacks_a_line_is_refused(store: Store, file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(lines[:5] + lines[6:]), encoding="utf-8")
    refused(store, file, f"line {len(lines) - 1}", "the file was changed")


def test_something_behind_the_end_is_refused(store: Store, file: Path) -> None:
    file.write_bytes(file.read_bytes() + b"{}\n")
    refused(store, file, "after the end")


def _set(**fields: Any) -> Callable[[list[dict[str, Any]]], None]:
    def change(documents: list[dict[str, Any]]) -> None:
        next(one for one in documents if one["type"] == "fact").update(fields)

    return change


BAD_FACTS = {
    "status": (_set(status="perhaps"), "status"),
    "type of a field": (_set(text=7), "text"),
    "no text": (_set(text=" ", title=""), "needs a fact_type and a text"),
    "confidence": (_set(confidence=7), "confidence"),
    "id": (_set(fact_id="f 0"), "is not a valid id"),
    "organisation": (_set(org_id="a/b"), "is not a valid id"),
    "unknown type": (_set(type="story"), "unknown type"),
    "derived field": (_set(terms=["x"]), "not in the form of an export"),
    "not in order": (_set(fact_id="zz"), "out of order or duplicated"),
}


@pytest.mark.parametrize("name", BAD_FACTS)
def test_a_bad_line_is_named_before_the_first_write(store: Store, file: Path, name: str) -> None:
    change, said = BAD_FACTS[name]
    line = sealed(file, change)
    told = refused(store, file, said)
    assert f"line {line + (name == 'not in order')}: " in told


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("no json", "not JSON"), ("[1]", "not a JSON object"), ("{}", "unknown type"), ("NaN", "not a JSON object"),
        ("[" * 50_000, "not JSON"), ("\udcff", "not UTF-8"), ("x" * 2_000_001, "longer than any document"),
    ],
)  # fmt: skip
def test_a_line_that_is_no_document_is_named(store: Store, file: Path, line: str, said: str) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_bytes("\n".join([*lines[:4], line, *lines[4:], ""]).encode("utf-8", "surrogateescape"))
    refused(store, file, "line 5: ", said)


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ('{"format":"spine-export","version":2,"org_id":null}', "version 2"), ('{"a":1}', "not a Spine export"),
        ('{"format":"spine-export","version":1,"org_id":"acme"}', "another organisation"), ("SQLite", "not JSON"),
    ],
)  # fmt: skip
def test_another_first_line_is_refused(store: Store, file: Path, header: str, said: str) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join([header, *lines[1:], ""]), encoding="utf-8")
    refused(store, file, said)


@pytest.mark.parametrize("name", ["missing", "directory"])
def test_what_is_no_file_is_refused(store: Store, tmp_path: Path, name: str) -> None:
    (tmp_path / "directory").mkdir()
    refused(store, tmp_path / name)


def test_an_export_to_a_full_disk_says_so(store: Store) -> None:
    fill(store, count=3)
    with pytest.raises(BadFile, match="/dev/full: No space left on device"):
        export(service_of(store), Path("/dev/full"))


def test_an_export_goes_on_when_the_disk_has_room_again(tmp_path: Path) -> None:
    with closing(SqliteStore(tmp_path / "a.sqlite3")) as store:
        fill(store, count=300)
        export(service_of(store), tmp_path / "wanted.jsonl")
        line = mover("export", str(tmp_path / "a.sqlite3"), str(tmp_path / "x.jsonl"))
        ran = subprocess.run(with_small_disk(200, line), capture_output=True, text=True, check=False)
        assert "File too large" in ran.stderr
        assert not (tmp_path / "x.jsonl").exists()
        assert (tmp_path / "x.jsonl.checkpoint").exists()
        export(service_of(store), tmp_path / "x.jsonl")
    assert (tmp_path / "x.jsonl").read_bytes() == (tmp_path / "wanted.jsonl").read_bytes()


def test_an_import_onto_a_full_disk_says_so_and_is_completed_later(file: Path, tmp_path: Path) -> None:
    with closing(SqliteStore(tmp_path / "small.sqlite3")) as store:
        store.migrate()
        pages = store._connections.mine().execute("PRAGMA page_count").fetchone()[0]
        store._connections.mine().execute(f"PRAGMA max_page_count = {pages + 3}")
        with pytest.raises(Unavailable, match="disk of the database is full"):
            load(service_of(store), file)
        store._connections.mine().execute("PRAGMA max_page_count = 100000")
        load(service_of(store), file)
        export(service_of(store), tmp_path / "y.jsonl")
    assert (tmp_path / "y.jsonl").read_bytes() == file.read_bytes()


@pytest.mark.parametrize("damage", ["part", "checkpoint", "shape", "shorter", "scope", "store"])
def test_a_damaged_part_is_begun_anew(tmp_path: Path, damage: str) -> None:
    source, path = str(tmp_path / "a.sqlite3"), tmp_path / "x.jsonl"
    with closing(SqliteStore(source)) as store:
        fill(store, count=20)
        export(service_of(store), tmp_path / "wanted.jsonl")
        ran = subprocess.run(mover("export", source, str(path), "60"), check=False)
        assert ran.returncode == -signal.SIGKILL
        _damage(path, damage)
        export(service_of(store), path)
    assert path.read_bytes() == (tmp_path / "wanted.jsonl").read_bytes()


def _damage(path: Path, damage: str) -> None:
    part, checkpoint = Path(f"{path}.part"), Path(f"{path}.checkpoint")
    match damage:
        case "part":
            part.write_bytes(part.read_bytes().replace(b"acme", b"ecma"))
        case "checkpoint":
            checkpoint.write_text("{")
        case "shape":
            checkpoint.write_text('{"bytes": 5, "location": []}')
        case "store":
            known = json.loads(checkpoint.read_text())
            checkpoint.write_text(json.dumps(known | {"source": "sqlite /another/file"}))
            part.write_bytes(part.read_bytes() + b"more\n")
        case "shorter":
            part.write_bytes(part.read_bytes()[:200])
        case "scope":
            known = json.loads(checkpoint.read_text())
            other = part.read_bytes()[: known["bytes"]].replace(b"null", b'"x"', 1)
            part.write_bytes(other)
            fresh = {"bytes": len(other), "sha256": sha256(other).hexdigest()}
            checkpoint.write_text(json.dumps(known | fresh))


@pytest.mark.parametrize("name", ["x.jsonl.part", "x.jsonl.checkpoint"])
def test_an_export_touches_no_file_of_somebody_else(store: Store, tmp_path: Path, name: str) -> None:
    fill(store, count=3)
    (tmp_path / name).write_text("precious notes")
    with pytest.raises(BadFile, match=f"{name} exists"):
        export(service_of(store), tmp_path / "x.jsonl")
    assert (tmp_path / name).read_text() == "precious notes"


@pytest.mark.parametrize("name", ["x.jsonl", "x.jsonl.part", "x.jsonl.checkpoint"])
@pytest.mark.parametrize("is_there", [True, False])
def test_an_export_writes_through_no_link(store: Store, tmp_path: Path, name: str, is_there: bool) -> None:
    fill(store, count=3)
    if is_there:
        (tmp_path / "important.txt").write_text("")
    (tmp_path / name).symlink_to(tmp_path / "important.txt")
    with pytest.raises(BadFile, match=f"{name} exists"):
        export(service_of(store), tmp_path / "x.jsonl")
    assert (tmp_path / name).is_symlink()
    assert (tmp_path / "important.txt").exists() == is_there


@pytest.mark.parametrize("path", ["", ".", "/"])
def test_a_path_without_a_name_is_refused(store: Store, path: str) -> None:
    with pytest.raises(BadFile, match="is a directory"):
        export(service_of(store), Path(path))
