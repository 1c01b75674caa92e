"""The commands that are recorded, each in the store that the one before left."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bench.answers.writes import BUNDLE

NOW, LATER = "2026-11-30 12:00:00", "2026-12-20 12:00:00"
TEXT = "pauta sobre credenciais da Vitrino, 15 min"
NAMES = "init seed ingest link plan mode report sweep repair verify rollback export import".split()
SURFACE = "import json; from spine import agenda, db, retrieval; print(json.dumps({}, indent=1, sort_keys=True))"
"""The Python functions of the service before, which scripts call."""


@dataclass(frozen=True)
class Command:
    """A run of Python in the checkout; `<tmp>` is the folder of the databases and of what is written and read.

    `given` are files to make first, `files` those whose hashes are recorded afterwards.
    """

    arguments: Sequence[str]
    typed: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    files: Sequence[str] = ()
    database: str = "commands.sqlite3"
    at: str = NOW


def spine(*arguments: str, **more: object) -> Command:
    """A command of Spine's."""
    return Command(("-m", "spine", *arguments), **more)  # type: ignore[arg-type]


def surface(call: str) -> Command:
    """A call of the Python surface; what it gives is printed as JSON."""
    return Command(("-c", SURFACE.format(call)))


STORE = (
    spine("--version"), spine("plan", "pauta"), spine("init"), spine("init", "--json"), spine("seed", "--json"),
    spine("seed"), spine("seed", "--org", "acme", "--title", "Price list for the renewal", "--priority", "9"),
    spine("seed", "--title", "Renovação"), spine("seed", "--org", "no id"),
)  # fmt: skip
AGENDAS = (
    *(spine("plan", TEXT, "--format", form, "--start", "2026-12-01T14:00:00Z")
      for form in ("nl", "markdown", "html", "ics", "json")),
    spine("plan", TEXT, "--json"), spine("plan", TEXT, "--explain"), spine("plan", TEXT, "--format", "ics"),
    spine("plan", "plan a meeting about payouts", "--org", "org_harbor", "--minutes", "20", "--macro", "off"),
    spine("plan", "pauta", "--org", "nobody", "--macro", "strict"), spine("plan", "pauta", "--minutes", "4"),
    spine("plan", "pauta", "--language", "fr"), spine("plan"), spine("plan", TEXT, settings={"USE_MACRO_PLAN": "no"}),
    spine("mode"), spine("mode", "org_demo", "strict"), spine("plan", "pauta sobre blockchain"),
    spine("mode", "--json"), spine("mode", "org_demo", "default"), spine("mode", "acmee", "strict"),
    spine("mode", "org_demo", "banana"),
)  # fmt: skip
CONTENT = (
    spine("ingest", "<tmp>/acme.json", given={"acme.json": json.dumps(BUNDLE)}),
    spine("ingest", "-", "--json", typed=json.dumps(BUNDLE)), spine("ingest", "/no/such/file", "-", typed="{"),
    spine("link", "--org", "acme"), spine("link", "--org", "acme", "--apply", "--json"),
    spine("link", "--org", "org_harbor", "--apply"), spine("link"),
    spine("link", "--org", "acmee"),
    spine("sweep"), spine("sweep", "--json"), spine("report"), spine("report", "--json"),
    spine("sweep", at=LATER), spine("repair"),
)  # fmt: skip
TRANSFER = (
    spine("export", "<tmp>/all.jsonl", files=("all.jsonl",)), spine("export", "<tmp>/all.jsonl", "--json"),
    spine("export", "<tmp>/demo.jsonl", "--org", "org_demo", files=("demo.jsonl",)),
    spine("export", "-", "--org", "acme"), spine("export", "/no/such/folder/file"),
    spine("import", "<tmp>/all.jsonl", database="copy.sqlite3"), spine("import", "<tmp>/all.jsonl", "--json"),
    spine("export", "<tmp>/copy.jsonl", database="copy.sqlite3", files=("copy.jsonl",)),
    spine("import", "<tmp>/cut.jsonl", given={"cut.jsonl": '{"format":"spine-export","version":1,"org_id":null}\n'}),
    spine("import", "<tmp>/demo.jsonl", "--merge", "--replace"), spine("import", "<tmp>/none.jsonl"),
    spine("import", "--from-old-service", "<tmp>/acme.json"),
)  # fmt: skip
REST = (
    surface("db.list_workstreams('org_demo', min_priority=60)"),
    surface("db.search_facts('org_demo', 'temperatura', limit=3)"),
    surface("db.find_workstreams('org_harbor', 'payouts')"), surface("db.get_workstream('ws_nothing')"),
    surface("retrieval.select_workstreams('org_demo', None)"),
    surface("agenda.plan_agenda_next_only(org='org_demo', subject='frota')"),
    spine("verify", "ftp://127.0.0.1"), spine("rollback"), spine("rollback", "--yes", "--json"), spine("plan", "pauta"),
    spine("bananas"), spine("--store", "mysql", "init"), spine("init", settings={"STALE_AFTER_DAYS": "0"}),
    spine(), spine("--help"), *(spine(name, "--help") for name in NAMES),
)  # fmt: skip
COMMANDS = (*STORE, *AGENDAS, *CONTENT, *TRANSFER, *REST)
