"""`python -m spine export` and `import`, as an operator runs them."""

import json
import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from spine.store.sqlite.store import SqliteStore
from tests.commands import interrupted, with_small_disk
from tests.legacy import legacy_database
from tests.operations.transfer.filling import fill
from tests.processes import command

ROOT = Path(__file__).parents[3]


def environment(db: Path) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "AZURE_FUNCTIONS_ENVIRONMENT": "Development", "SPINE_DB_PATH": str(db)}


def spine(
    db: Path, *words: str, tmpdir: Path | None = None, largest_file_kb: int | None = None
) -> subprocess.CompletedProcess[str]:
    """A command on a database file; `tmpdir` is where it puts what it needs for a while."""
    env = environment(db) | ({"TMPDIR": str(tmpdir), "SQLITE_TMPDIR": str(tmpdir)} if tmpdir else {})
    line = command("spine", *words)
    if largest_file_kb:
        line = with_small_disk(largest_file_kb, line)
    return subprocess.run(line, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """The database of two organisations."""
    with closing(SqliteStore(tmp_path / "a.sqlite3")) as store:
        fill(store, count=5)
    return tmp_path / "a.sqlite3"


def test_a_store_goes_out_and_in_again(full: Path, tmp_path: Path) -> None:
    out = spine(full, "export", str(tmp_path / "x.jsonl"))
    assert (out.returncode, out.stderr) == (0, "")
    assert "fact: 10\n" in out.stdout
    again = spine(tmp_path / "b.sqlite3", "import", str(tmp_path / "x.jsonl"))
    assert (again.returncode, again.stderr) == (0, "")
    assert "fact: 10 made\n" in again.stdout
    assert "documents of 2 organisations were verified" in again.stdout
    assert spine(tmp_path / "b.sqlite3", "export", str(tmp_path / "y.jsonl")).returncode == 0
    assert (tmp_path / "x.jsonl").read_bytes() == (tmp_path / "y.jsonl").read_bytes()


def test_scripts_get_one_json_document(full: Path, tmp_path: Path) -> None:
    told = json.loads(spine(full, "export", "--org", "acme", "--json", str(tmp_path / "x.jsonl")).stdout)
    assert (told["org_id"], told["counts"]["fact"]) == ("acme", 5)
    came = json.loads(spine(tmp_path / "b.sqlite3", "import", "--json", str(tmp_path / "x.jsonl")).stdout)
    assert (came["fates"]["fact"], came["sha256"]) == ({"made": 5}, told["sha256"])


def test_an_organisation_on_both_sides_is_refused_in_one_line(full: Path, tmp_path: Path) -> None:
    spine(full, "export", str(tmp_path / "x.jsonl"))
    with closing(sqlite3.connect(full)) as connection:
        connection.execute("UPDATE facts SET text = 'anders' WHERE fact_id = 'f1'")
        connection.commit()
    refused = spine(full, "import", str(tmp_path / "x.jsonl"))
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith(
        "spine: These exist and differ: Beta_2 (fact 'f1' differs), acme (fact 'f1' differs)."
    )
    assert refused.stderr.count("\n") == 1
    assert spine(full, "import", "--replace", str(tmp_path / "x.jsonl")).returncode == 0
    assert spine(full, "import", "--merge", "--replace", str(tmp_path / "x.jsonl")).returncode == 2


def test_a_full_disk_is_one_line(full: Path) -> None:
    ran = spine(full, "export", "/dev/full")
    assert (ran.returncode, ran.stderr) == (1, "spine: /dev/full: No space left on device.\n")


@pytest.mark.parametrize("name", ["-", "/dev/stdout"])
def test_an_export_to_standard_output_is_the_file_alone(full: Path, tmp_path: Path, name: str) -> None:
    spine(full, "export", str(tmp_path / "wanted.jsonl"))
    wanted = (tmp_path / "wanted.jsonl").read_text(encoding="utf-8")
    through_pipe = spine(full, "export", name)
    assert through_pipe.stdout == wanted
    assert "is complete, SHA-256" in through_pipe.stderr
    with (tmp_path / "into.jsonl").open("w") as output:
        subprocess.run(command("spine", "export", name), cwd=ROOT, env=environment(full), stdout=output, check=True)
    assert (tmp_path / "into.jsonl").read_text(encoding="utf-8") == wanted


@pytest.mark.parametrize(("facts", "said"), [(1, "File too large"), (700, "sorting needs temporary space")])
def test_a_full_disk_during_a_migration_is_one_line_and_a_repeat_completes_it(
    tmp_path: Path, facts: int, said: str
) -> None:
    """The file between, and what is sorted, stand on the disk of TMPDIR; the latter once it outgrows its cache."""
    old, target, there = tmp_path / "old.db", tmp_path / "b.sqlite3", tmp_path / "there"
    there.mkdir()
    legacy_database.make(old)
    with closing(sqlite3.connect(old)) as connection:
        insert = "INSERT INTO facts (fact_id, org_id, fact_type, payload) VALUES (?, 'byd', 'task', ?)"
        payload = json.dumps({"text": "palavra" * 2_300})
        connection.executemany(insert, [(f"many-{number}", payload) for number in range(facts)])
        connection.commit()
    words = ("import", "--from-old-service", str(old))
    ran = spine(target, *words, tmpdir=there, largest_file_kb=2)
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (1, "", 1), ran.stderr
    assert said in ran.stderr
    assert list(there.iterdir()) == []
    assert spine(target, *words).returncode == 0


def test_scripts_get_the_legacy_databases_findings_as_one_json_document(tmp_path: Path) -> None:
    old = legacy_database.make(tmp_path / "old.sqlite3")
    told = json.loads(spine(tmp_path / "b.sqlite3", "import", "--from-old-service", "--json", str(old)).stdout)
    found = told["from_old_service"]
    assert found["mapped"]["organisation"]["Órgão 1"].startswith("rg-o-1-")
    assert sum(found["left_by_table"].values()) == len(found["left"]) == 9


def test_the_legacy_database_comes_with_all_that_has_to_be_said(tmp_path: Path) -> None:
    legacy_database.make(tmp_path / "old.db", without=("entities",))
    ran = spine(tmp_path / "b.sqlite3", "import", "--from-old-service", str(tmp_path / "old.db"))
    assert (ran.returncode, ran.stderr) == (0, "")
    for line in (
        "missing: table entities",
        "workstream 'ws/2' is now ws-2-",
        "left: facts: 'lost' says no organisation",
    ):
        assert line in ran.stdout
    refused = spine(tmp_path / "b.sqlite3", "import", "--from-old-service", str(tmp_path / "b.sqlite3"))
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)


def test_ctrl_c_during_the_bar_ends_with_130_and_a_repeat_completes_it(tmp_path: Path) -> None:
    full = tmp_path / "a.sqlite3"
    with closing(SqliteStore(full)) as store:
        fill(store, count=800)
    spine(full, "export", str(tmp_path / "x.jsonl"))
    target = tmp_path / "b.sqlite3"
    code, shown = interrupted(
        command("spine", "import", str(tmp_path / "x.jsonl")),
        environment(target) | {"TERM": "xterm"},
        when=b"Writing documents",
    )
    assert (code, b"spine: interrupted; what was done is kept" in shown) == (130, True)
    assert spine(target, "import", str(tmp_path / "x.jsonl")).returncode == 0
    spine(target, "export", str(tmp_path / "y.jsonl"))
    assert (tmp_path / "y.jsonl").read_bytes() == (tmp_path / "x.jsonl").read_bytes()
