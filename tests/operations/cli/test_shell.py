"""`python -m spine` from a shell."""

import json
import os
import pty
import shlex
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from spine import __version__
from tests.commands import block, interrupted, unused_port, wait_until_opened_elsewhere, with_small_disk
from tests.processes import command

ROOT = Path(__file__).parents[3]


def environment(folder: Path, **settings: str) -> dict[str, str]:
    """A person's environment: a local run, on a database in a folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SPINE_", "COSMOS_"))}
    local = {"SPINE_DB_PATH": str(folder / "spine.sqlite3"), "AZURE_FUNCTIONS_ENVIRONMENT": "Development"}
    return kept | local | settings


def spine(folder: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """One run of the command where nobody sits at a terminal."""
    return subprocess.run(
        command("spine", *words), cwd=ROOT, env=environment(folder, **settings), stdin=subprocess.DEVNULL,
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def typed(folder: Path, answer: str, *words: str) -> tuple[int, str]:
    """One run of the command at a terminal, where somebody types an answer: the exit code and what was shown."""
    ours, theirs = pty.openpty()
    env = environment(folder, TERM="xterm", COLUMNS="100")
    with subprocess.Popen(
        command("spine", *words), cwd=ROOT, env=env, stdin=theirs, stdout=theirs, stderr=theirs
    ) as run:
        os.close(theirs)
        os.write(ours, answer.encode())
        shown = b""
        while more := block(ours):
            shown += more
        os.close(ours)
        return run.wait(timeout=60), shown.decode()


def tables(folder: Path) -> set[str]:
    """The tables in the database."""
    with closing(sqlite3.connect(folder / "spine.sqlite3")) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_init_makes_the_tables_and_says_so(tmp_path: Path) -> None:
    ran = spine(tmp_path, "init")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "sqlite" in ran.stdout
    assert {"workstreams", "workstream_facts", "account_snapshots"} <= tables(tmp_path)


def test_seed_loads_the_demo_organisations_once(tmp_path: Path) -> None:
    first, second = spine(tmp_path, "seed"), spine(tmp_path, "seed")
    assert "org_demo: 5 workstreams" in first.stdout
    assert "org_demo exists already" in second.stdout


def test_sweep_makes_a_whole_pass_each_time(tmp_path: Path) -> None:
    spine(tmp_path, "seed")
    first, second = spine(tmp_path, "sweep"), spine(tmp_path, "sweep")
    assert first.stdout.startswith("Stale sweep: 2 organisations, 10 workstreams, 2 flagged, 2 stale, ")
    assert "Workstream ws_seguranca_alimentos stale (14+ days)" in first.stderr
    assert second.stdout.startswith("Stale sweep: 2 organisations, 10 workstreams, 0 flagged, 2 stale, ")
    assert second.stderr == ""


@pytest.mark.parametrize(("words", "answer"), [(("--yes",), ""), ((), "y\n")])
def test_rollback_removes_the_guides_three_tables_alone(tmp_path: Path, words: tuple[str, ...], answer: str) -> None:
    spine(tmp_path, "init")
    before = tables(tmp_path)
    code, shown = typed(tmp_path, answer, "rollback", *words)
    assert code == 0, shown
    assert ("Continue?" in shown) is not words
    assert before - tables(tmp_path) == {"workstreams", "workstream_facts", "account_snapshots"}


def test_rollback_asks_and_does_nothing_without_a_yes(tmp_path: Path) -> None:
    spine(tmp_path, "init")
    code, shown = typed(tmp_path, "n\n", "rollback")
    assert (code, "spine: nothing was removed" in shown) == (1, True)
    assert "workstreams" in tables(tmp_path)


def test_rollback_refuses_where_nobody_can_be_asked(tmp_path: Path) -> None:
    spine(tmp_path, "init")
    ran = spine(tmp_path, "rollback")
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (1, "", 1)
    assert "--yes" in ran.stderr
    assert "workstreams" in tables(tmp_path)


def test_a_bad_setting_stops_the_command_with_one_line(tmp_path: Path) -> None:
    ran = spine(tmp_path, "init", STALE_AFTER_DAYS="soon")
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.count("\n") == 1
    assert "STALE_AFTER_DAYS='soon'" in ran.stderr


def test_a_command_never_takes_its_machine_for_azure(tmp_path: Path) -> None:
    azure = {"WEBSITE_SKU": "FlexConsumption", "WEBSITE_INSTANCE_ID": "1", "CONTAINER_NAME": "dev"}
    ran = spine(tmp_path, "init", AZURE_FUNCTIONS_ENVIRONMENT="", **azure)
    assert (ran.returncode, ran.stdout) == (0, "The sqlite store is up to date.\n")


@pytest.mark.parametrize("words", [("init",), ("seed",), ("sweep",), ("repair",), ("rollback", "--yes")])
def test_every_command_answers_scripts_with_one_document(tmp_path: Path, words: tuple[str, ...]) -> None:
    ran = spine(tmp_path, *words, "--json")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert isinstance(json.loads(ran.stdout), dict)


def test_the_store_option_wins_over_the_setting(tmp_path: Path) -> None:
    ran = spine(tmp_path, "--store", "sqlite", "init", SPINE_STORE="cosmos")
    assert (ran.returncode, ran.stdout) == (0, "The sqlite store is up to date.\n")
    other = spine(tmp_path, "--store", "cosmos", "init")
    assert (other.returncode, other.stderr) == (
        1,
        "spine: SPINE_STORE=cosmos needs COSMOS_ENDPOINT, the account's https address.\n",
    )


def test_an_account_that_does_not_answer_is_one_line(tmp_path: Path) -> None:
    with unused_port() as port:
        account = {"COSMOS_ENDPOINT": f"http://127.0.0.1:{port}", "COSMOS_KEY": "a2V5", "SPINE_STORE": "cosmos"}
        ran = spine(tmp_path, "init", **account)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr == "spine: The database did not answer in time; try again.\n"


@pytest.mark.parametrize("words", [("inti",), ("init", "--colour"), ("--store", "oracle", "init"), ()])
def test_a_wrong_call_is_exit_code_2_and_writes_nothing(tmp_path: Path, words: tuple[str, ...]) -> None:
    ran = spine(tmp_path, *words)
    assert ran.returncode == 2
    assert not list(tmp_path.iterdir())


def test_python_m_spine_says_its_version() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "spine", "--version"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stdout) == (0, f"spine {__version__}\n")


def test_a_reader_that_leaves_ends_the_command_without_a_word(tmp_path: Path) -> None:
    with subprocess.Popen(
        command("spine", "seed"), cwd=ROOT, env=environment(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as run:
        assert run.stdout and run.stderr
        run.stdout.close()
        assert (run.wait(timeout=60), run.stderr.read()) == (1, b"")


def test_a_full_disk_behind_the_output_is_one_line(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            command("spine", "seed"), cwd=ROOT, env=environment(tmp_path), stdout=full, stderr=subprocess.PIPE,
            text=True, timeout=60, check=False,
        )  # fmt: skip
    assert (ran.returncode, ran.stderr.count("\n")) == (1, 1)
    assert ran.stderr.startswith("spine: ")
    assert ran.stderr.endswith("No space left on device\n")


def test_ctrl_c_ends_with_130_and_one_line_and_a_repeat_completes_the_work(tmp_path: Path) -> None:
    spine(tmp_path, "init")
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with (
        closing(sqlite3.connect(tmp_path / "spine.sqlite3")) as other,
        subprocess.Popen(command("spine", "seed"), cwd=ROOT, env=environment(tmp_path), text=True, **pipes) as run,
    ):
        other.execute("BEGIN IMMEDIATE")
        wait_until_opened_elsewhere(tmp_path / "spine.sqlite3")  # where it waits for the other writer
        run.send_signal(signal.SIGINT)
        other.rollback()
        said = run.communicate(timeout=60)
    assert (run.returncode, said[0]) == (130, "")
    assert said[1] == "spine: interrupted; what was done is kept, and repeating the command completes it\n"
    assert spine(tmp_path, "seed").returncode == 0


def test_a_database_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "spine.sqlite3").write_text("no database " * 100)
    ran = spine(tmp_path, "init")
    assert (ran.returncode, ran.stderr.count("\n")) == (1, 1)
    assert ran.stderr.startswith("spine: SPINE_DB_PATH=")


def test_without_the_libraries_of_the_command_line_one_line_says_what_to_install(tmp_path: Path) -> None:
    code = "import sys; sys.modules['typer'] = None; from spine.__main__ import start; sys.exit(start())"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (1, "", 1)
    assert "requirements-dev.txt" in ran.stderr


def bundles(folder: Path, count: int) -> str:
    """A file of some bundles, each of 100 facts."""
    file = folder / "bundles.jsonl"
    with file.open("w", encoding="utf-8") as lines:
        for m in range(count):
            facts = [{"id": f"m{m}_{i}", "text": f"Fact {i} of meeting {m}"} for i in range(100)]
            lines.write(json.dumps({"org_id": "acme", "meeting": {"meeting_id": f"m{m}"}, "facts": facts}) + "\n")
    return str(file)


def test_ctrl_c_while_a_bar_is_shown_leaves_a_clean_line_and_what_was_stored(tmp_path: Path) -> None:
    file = bundles(tmp_path, 60)
    env = environment(tmp_path, TERM="xterm", COLUMNS="100")
    code, shown = interrupted(command("spine", "ingest", file), env, when=b" bundles")
    assert (code, b"Traceback" in shown) == (130, False)
    last = shown.decode().replace("\r", "").split("\x1b[2K")[-1]
    assert last == "spine: interrupted; what was done is kept, and repeating the command completes it\n"
    completed = json.loads(spine(tmp_path, "ingest", file, "--json").stdout)
    assert completed["unchanged"] > 0
    assert completed["inserted"] + completed["unchanged"] == 6_000


def test_a_full_disk_under_the_database_is_said_with_what_stands(tmp_path: Path) -> None:
    file = bundles(tmp_path, 30)
    limited = with_small_disk(600, command("spine", "ingest", file))
    ran = subprocess.run(limited, cwd=ROOT, env=environment(tmp_path), capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, "Traceback" in ran.stderr) == (1, "", False)
    assert "not stored. Bundles stored: " in ran.stderr
    assert ran.stderr.splitlines()[-1].startswith("spine: The disk of the database ")


HOSTILE = "\x1b[31mred \x1b]0;title\x07 \x9b5m \u202ethe other way"


@pytest.mark.parametrize("form", ["nl", "markdown", "html", "json", None])
def test_what_a_fact_says_steers_no_terminal_in_any_format(tmp_path: Path, form: str | None) -> None:
    fact = {"id": "f", "type": "risk", "text": f"contract {HOSTILE}", "evidence": {"quote": "\x1b[2J contract"}}
    bundle = {"org_id": "evil", "meeting": {"meeting_id": "m"}, "facts": [fact]}
    (tmp_path / "m.json").write_text(json.dumps(bundle))
    assert spine(tmp_path, "ingest", str(tmp_path / "m.json")).returncode == 0
    how = ("--format", form) if form else ()
    code, text = typed(tmp_path, "", "plan", "risks of the contract", "--org", "evil", *how)
    assert (code, "contract" in text) == (0, True)
    assert [sign for sign in ("\x1b[31mred", "\x1b]0", "\x07", "\x9b", "\u202e", "\x1b[2J") if sign in text] == []


def by_an_interpreter(*words: str) -> list[str]:
    """The command line of a process that starts as a person's does."""
    return [sys.executable, "-m", *words]


PLAN, LINK = ("plan", "pauta sobre integrações", "--json"), ("link", "--org", "org_demo", "--json")


@pytest.mark.parametrize(
    ("encoding", "line", "words"),
    [("cp1252", command, PLAN), ("latin-1", command, LINK), ("ascii", by_an_interpreter, PLAN)],
    ids=["cp1252", "latin-1", "ascii"],
)
def test_what_the_output_cannot_hold_is_escaped(
    tmp_path: Path, encoding: str, line: Callable[..., list[str]], words: tuple[str, ...]
) -> None:
    assert spine(tmp_path, "seed", PYTHONIOENCODING=encoding).returncode == 0
    env = environment(tmp_path, PYTHONIOENCODING=encoding)
    ran = subprocess.run(line("spine", *words), cwd=ROOT, env=env, capture_output=True, check=False)
    assert (ran.returncode, b"Traceback" in ran.stderr) == (0, False)
    assert json.loads(ran.stdout)["org_id"] == "org_demo"


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_a_closed_stream_ends_no_command(tmp_path: Path, closed: str) -> None:
    line = f"{shlex.join([sys.executable, '-m', 'spine', 'init'])} {closed}"
    ran = subprocess.run(
        ["bash", "-c", line], cwd=ROOT, env=environment(tmp_path), capture_output=True, text=True, check=False
    )
    assert (ran.returncode, "Traceback" in ran.stderr) == (0, False)


def test_an_agenda_at_a_terminal_is_laid_out_and_in_a_file_it_is_text(tmp_path: Path) -> None:
    spine(tmp_path, "seed")
    code, shown = typed(tmp_path, "", "plan", "pauta sobre integrações, 15 min")
    assert (code, "\x1b[" in shown) == (0, True)
    assert "\x1b" not in spine(tmp_path, "plan", "pauta sobre integrações, 15 min").stdout
