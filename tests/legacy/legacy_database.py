"""A database as the legacy service made it, with rows that have all its oddities."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

SCHEMA = """
CREATE TABLE orgs (org_id TEXT PRIMARY KEY, name TEXT, created_at TEXT);
CREATE TABLE org_context (org_id TEXT, context_text TEXT, updated_at TEXT);
CREATE TABLE facts (
    fact_id TEXT PRIMARY KEY, org_id TEXT, meeting_id TEXT, transcript_id TEXT, fact_type TEXT, status TEXT,
    confidence REAL, payload TEXT, created_at TEXT, updated_at TEXT, idempotency_key TEXT
);
CREATE TABLE fact_evidence (
    evidence_id TEXT PRIMARY KEY, fact_id TEXT, quote TEXT, char_start INTEGER, char_end INTEGER, who_said_label TEXT,
    ts_start_ms INTEGER, utterance_ids TEXT
);
CREATE TABLE entities (entity_id TEXT PRIMARY KEY, org_id TEXT, name TEXT, type TEXT);
CREATE TABLE fact_entities (fact_id TEXT, entity_id TEXT, role TEXT);
CREATE TABLE transcripts (transcript_id TEXT PRIMARY KEY, org_id TEXT, meeting_id TEXT, body TEXT);
CREATE TABLE workstreams (
    workstream_id TEXT PRIMARY KEY, org_id TEXT, title TEXT, description TEXT, status TEXT, priority INTEGER,
    owner TEXT, start_iso TEXT, target_iso TEXT, tags TEXT, created_at TEXT, updated_at TEXT
);
CREATE TABLE workstream_facts (workstream_id TEXT, fact_id TEXT, weight REAL, created_at TEXT);
CREATE TABLE meeting_workstreams (meeting_id TEXT, workstream_id TEXT, created_at TEXT);
CREATE TABLE account_snapshots (
    snapshot_id TEXT PRIMARY KEY, org_id TEXT, as_of_iso TEXT, summary TEXT, top_workstreams TEXT, metrics TEXT
);
"""
ANA, DAY = "Ana Conceição", "2025-01-01"
AGENDA = {
    "agenda": {"title": "Reunião BYD", "minutes": 45, "sections": [{"title": "Decisões", "items": []}]},
    "subject": {"query": "integrações", "coverage": 0.5},
    "supporting_fact_ids": ["f1", "ata nº 5"],
    "choice": "next-subject", "reason": "subject",
}  # fmt: skip

type Value = str | int | float | None
type Rows = list[tuple[Value, ...]]


def _fact(fact_id: str, org_id: str | None, fact_type: str, status: str, **payload: object) -> tuple[Value, ...]:
    at = ("2025-02-01 10:00:00", "2025-02-02T10:00:00+00:00")
    said = json.dumps(payload, ensure_ascii=False)
    return fact_id, org_id, "m 1" if fact_id == "f1" else None, "t1", fact_type, status, 0.8, said, *at, None


ROWS: dict[str, Rows] = {
    "orgs": [("byd", "BYD Brasil", "2025-01-01T00:00:00Z"), ("Órgão 1", "Órgão", None)],
    "org_context": [("byd", "Fabricante de ônibus", "2025-01-01")],
    "facts": [
        _fact("f1", "byd", "decision", "validated", text="Usar a API nova", owner=ANA, due_iso="2026-04-01"),
        _fact("ata nº 5", "byd", "action_item", "draft", text="Enviar contrato", owner={"name": "Zé"}, due="next week"),
        _fact("f3", "byd", "risk", "draft", title="Sem frete", attributes={"owner": "Rui"}),
        _fact("search", "Órgão 1", "Open Question", "odd", text="Quem paga?"),
        _fact("ag1", "byd", "agenda_proposal", "proposed", **AGENDA),
        _fact("ag2", "byd", "agenda", "draft", text="1. Abertura 2. Preços"),
        _fact("lost", None, "risk", "draft", text="Sem organização"),
        _fact("mute", "byd", "insight", "draft"),
    ],
    "fact_evidence": [
        ("e1", "f1", " “vamos usar a API nova” ", 3, 25, "Ana", 61000, '["u1","u2"]'),
        ("e2", "f1", "está decidido", None, None, None, None, "u3,u4"),
        ("e3", "ata nº 5", "eu envio o contrato", 9, 2, "Zé", None, None),
        ("e4", "nowhere", "sem fato", 0, 1, None, None, None),
    ],
    "entities": [("ent1", "byd", "BYD", "organisation"), ("ent2", "byd", "Ana Conceição", "person")],
    "fact_entities": [("f1", "ent1", "party"), ("f1", "ent2", "owner"), ("f1", "unknown", None)],
    "transcripts": [("t1", None, "m1", "…")],
    "workstreams": [
        ("ws1", "byd", "Integrações", "APIs", "red", 3, ANA, DAY, None, '["api", "byd"]', DAY, "2025-03-01"),
        ("ws/2", "byd", "Frete", None, "purple", 5000, None, None, None, "frete,custo", None, None),
        ("ws3", None, "Sem organização", None, "green", 1, None, None, None, None, None, None),
    ],
    "workstream_facts": [
        ("ws1", "f1", 0.7, "2025-02-03"), ("ws/2", "f1", 1.5, None), ("ws1", "ata nº 5", None, None),
        ("ws1", "search", 1, None), ("unknown", "f1", 1, None), ("ws1", "nowhere", 1, None),
    ],
    "meeting_workstreams": [("m1", "ws1", "2025-02-03"), ("m 1", "ws/2", None), ("m9", "unknown", None)],
    "account_snapshots": [("s1", "byd", "2025-02-01T00:00:00Z", "ok", '[{"title": "Integrações"}]', '{"stale": 1}')],
}  # fmt: skip


def make(path: Path, *, without: tuple[str, ...] = ()) -> Path:
    """Write the database; tables and columns (`table.column`) in `without` are not there."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(SCHEMA)
        for table, rows in ROWS.items():
            marks = ", ".join("?" * len(rows[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
        for name in without:
            table, _, column = name.partition(".")
            connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}" if column else f"DROP TABLE {table}")
        connection.commit()
    return path
