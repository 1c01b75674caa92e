"""`ingest`: bundles from files into the store."""

import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from spine.domain.facts import Fact
from spine.errors import Unavailable
from spine.operations.cli import bundle_files
from spine.operations.cli.bundle_files import BundleFile
from spine.store.protocol import FactFilter, PageRequest
from spine.usecases import bundles
from spine.usecases.service import Service
from tests.api.stores import ON_BOTH
from tests.operations.cli.conftest import Spine


def bundle(meeting: str = "m1", facts: int = 2, org: str | None = "acme", **last: Any) -> dict[str, Any]:
    """A bundle whose last fact has other fields, where they are given."""
    made = [{"id": f"{meeting}_{i}", "type": "risk", "text": f"Risk number {i} of {meeting}"} for i in range(facts)]
    made[-1] |= last
    return {**({"org_id": org} if org else {}), "meeting": {"meeting_id": meeting}, "facts": made}


@pytest.fixture
def lines(tmp_path: Path) -> Callable[..., str]:
    def write(*parts: Any, name: str = "bundles.jsonl") -> str:
        path = tmp_path / name
        path.write_text("\n".join(one if isinstance(one, str) else json.dumps(one) for one in parts), encoding="utf-8")
        return str(path)

    return write


def stored(service: Service, org_id: str = "acme") -> set[str]:
    return {fact.fact_id for fact in service.store.facts(org_id, FactFilter(), PageRequest(1000)).items}


@ON_BOTH
def test_bundles_of_a_file_are_stored_and_a_repeat_stores_nothing_twice(
    spine: Spine, service: Service, lines: Callable[..., str]
) -> None:
    file = lines(bundle("m1"), bundle("m2", 3), "")
    first, second = spine("ingest", file), spine("ingest", file)
    assert (first.exit_code, first.stdout) == (0, "Bundles stored: 2. Facts: 5 inserted, 0 updated, 0 unchanged.\n")
    assert second.stdout == "Bundles stored: 2. Facts: 0 inserted, 0 updated, 5 unchanged.\n"
    assert stored(service) == {"m1_0", "m1_1", "m2_0", "m2_1", "m2_2"}


def test_facts_without_an_id_are_stored_once_too(spine: Spine, service: Service, lines: Callable[..., str]) -> None:
    anonymous = {"org_id": "acme", "meeting": {"meeting_id": "m"}, "facts": [{"text": "We meet again"}]}
    file = lines(anonymous)
    spine("ingest", file)
    assert "0 inserted, 0 updated, 1 unchanged" in spine("ingest", file).stdout
    assert len(stored(service)) == 1


def test_one_bad_fact_of_500_keeps_its_bundle_out_and_no_other(
    spine: Spine, service: Service, lines: Callable[..., str]
) -> None:
    file = lines(bundle("m1"), bundle("m2", 500, confidence=7), bundle("m3"))
    ran = spine("ingest", file)
    assert ran.exit_code == 1
    assert f"{file}, line 2: facts.499.confidence: " in ran.stderr
    assert ran.stderr.splitlines()[-1] == "spine: 1 of 3 could not be stored; see above"
    assert stored(service) == {"m1_0", "m1_1", "m3_0", "m3_1"}


def test_a_pretty_printed_bundle_and_standard_input_are_read(spine: Spine, service: Service, tmp_path: Path) -> None:
    pretty = tmp_path / "one.json"
    pretty.write_bytes(b"\xef\xbb\xbf" + json.dumps(bundle("m1"), indent=2).encode())
    ran = spine("ingest", str(pretty), "-", typed=json.dumps(bundle("m2")))
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert stored(service) == {"m1_0", "m1_1", "m2_0", "m2_1"}


def test_the_organisation_comes_from_the_bundle_or_from_the_option(
    spine: Spine, service: Service, lines: Callable[..., str]
) -> None:
    nameless = lines(bundle("m1", org=None), name="nameless.jsonl")
    assert "org_id: is missing; name the organisation with --org" in spine("ingest", nameless).stderr
    assert spine("ingest", nameless, "--org", "beta").exit_code == 0
    assert stored(service, "beta") == {"m1_0", "m1_1"}
    other = spine("ingest", lines(bundle("m1")), "--org", "beta")
    assert "org_id: is 'acme', but --org is 'beta'" in other.stderr
    assert stored(service) == set()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is empty"), (b" \n\n", "it is empty"), (b"\xff\xfe{\x00}\x00", "not UTF-8"),
        (b"[]", "must be a JSON object"), (b'{"org_id": "acme",\n "meeting": ', "not JSON: line 2"),
        (b'{"org_id": "acme", "facts": [{}]}', "meeting: is required"), (b"[" * 100_000, "nested too deeply"),
        (b'{"org_id": "acme", "meeting": {"meeting_id": "m"}, "facts": [{"text": "' + b"x" * 32_001 + b'"}]}',
         "facts.0.text: must not be longer than 32000 characters"),
    ],
)  # fmt: skip
def test_what_is_no_bundle_is_said_with_the_file(spine: Spine, tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "odd.json"
    file.write_bytes(content)
    ran = spine("ingest", str(file))
    assert (ran.exit_code, "Traceback" in ran.stderr) == (1, False)
    assert ran.stderr.startswith(str(file))
    assert said in ran.stderr


def lay(*meetings: str) -> list[bytes]:
    """The text of a bundle for each meeting."""
    return [json.dumps(bundle(one)).encode() for one in meetings]


BROKEN = b'{"org_id": "acme", "meeting"'


def as_file(way: str, folder: Path, content: bytes) -> tuple[str, bytes | None]:
    """The argument of `ingest` for content in a file of a kind or on standard input, and what is typed."""
    if way == "-":
        return "-", content
    (folder / f"file{way}").write_bytes(content)
    return str(folder / f"file{way}"), None


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> int:
    """A limit that a test can write beyond."""
    monkeypatch.setattr(bundle_files, "LARGEST", 4096)
    return 4096


@pytest.mark.parametrize("way", ["-", ".json", ".jsonl"])
@pytest.mark.parametrize("over", [1, 2, 3, 4096, 300_000])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_line_that_is_too_large_is_refused_with_its_number_and_no_other(
    spine: Spine, service: Service, tmp_path: Path, small: int, way: str, over: int, place: int
) -> None:
    content = lay("m1", "m2")
    content.insert(place, b'{"' + b"x" * (small + over - 2))
    name, typed = as_file(way, tmp_path, b"\n".join(content))
    ran = spine("ingest", name, typed=typed)
    assert (ran.exit_code, stored(service)) == (1, {"m1_0", "m1_1", "m2_0", "m2_1"})
    assert f", line {place + 1}: a bundle has more than " in ran.stderr
    assert ran.stderr.splitlines()[-1] == "spine: 1 of 3 could not be stored; see above"


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n"])
def test_a_line_as_large_as_may_be_is_stored(
    spine: Spine, service: Service, tmp_path: Path, small: int, end: bytes
) -> None:
    (first,) = lay("m1")
    file = tmp_path / "bundles.jsonl"
    file.write_bytes(first[:-1] + b" " * (small - len(first)) + b"}" + end)
    assert spine("ingest", str(file)).exit_code == 0
    assert stored(service) == {"m1_0", "m1_1"}


@pytest.mark.parametrize("way", ["-", ".json"])
def test_one_bundle_that_is_too_large_is_one_refusal(spine: Spine, tmp_path: Path, small: int, way: str) -> None:
    name, typed = as_file(way, tmp_path, json.dumps(bundle("m1", facts=100), indent=2).encode())
    ran = spine("ingest", name, typed=typed)
    where = "standard input" if way == "-" else name
    assert ran.stderr.startswith(f"{where}: a bundle has more than ")
    assert ran.stderr.splitlines()[-1] == "spine: 1 of 1 could not be stored; see above"


@pytest.mark.parametrize("way", ["-", ".json", ".jsonl"])
@pytest.mark.parametrize("many", [1, 100], ids=["few", "more than is read ahead"])
@pytest.mark.parametrize("bad", [BROKEN, b"5", b"[]", b"[1,"])
def test_a_bad_first_line_keeps_no_good_line_out(
    spine: Spine, service: Service, tmp_path: Path, small: int, way: str, many: int, bad: bytes
) -> None:
    meetings = [f"m{i}" for i in range(many)]
    name, typed = as_file(way, tmp_path, b"\n\n" + b"\n".join([bad, *lay(*meetings), BROKEN]))
    ran = spine("ingest", name, typed=typed)
    assert stored(service) == {f"{one}_{i}" for one in meetings for i in range(2)}
    assert ", line 3: " in ran.stderr
    assert f", line {many + 4}: " in ran.stderr
    assert ran.stderr.splitlines()[-1] == f"spine: 2 of {many + 2} could not be stored; see above"


@pytest.mark.parametrize("way", ["-", ".json"])
@pytest.mark.parametrize(
    "content",
    [
        b'{"org_id": "acme", "meeting": {"meeting_id": "m1"}\n, "facts": [{"id": "m1_0", "text": "Spread"}]}',
        b'{"org_id": "acme", "facts": [\n{"id": "m1_0", "text": "Spread"}\n], "meeting": {"meeting_id": "m1"}}',
        b'\xef\xbb\xbf\r\n{"org_id": "acme", "facts": [{"id": "m1_0", "text": "Spread"}],\r\n"meeting":'
        b'\r\n{"meeting_id": "m1"}\r\n}\r\n',
    ],
)
def test_a_bundle_may_be_spread_over_lines_wherever_they_break(
    spine: Spine, service: Service, tmp_path: Path, way: str, content: bytes
) -> None:
    name, typed = as_file(way, tmp_path, content)
    ran = spine("ingest", name, typed=typed)
    assert (ran.exit_code, ran.stderr, stored(service)) == (0, "", {"m1_0"})


def test_a_broken_bundle_that_is_spread_over_lines_is_one_refusal(spine: Spine) -> None:
    pretty = json.dumps(bundle("m1"), indent=2).encode()
    ran = spine("ingest", "-", typed=pretty.replace(b":", b"", 1))
    assert ran.stderr.splitlines() == [
        "standard input: the bundle is not JSON: line 2, column 12.",
        "spine: 1 of 1 could not be stored; see above",
    ]


@pytest.mark.parametrize("way", ["-", ".json", ".jsonl"])
def test_a_byte_order_mark_is_no_line(spine: Spine, service: Service, tmp_path: Path, way: str) -> None:
    mark = b"\xef\xbb\xbf"
    content = b"\r\n".join([mark, *lay("m1"), mark, mark + lay("m2")[0], b""])
    name, typed = as_file(way, tmp_path, content)
    ran = spine("ingest", name, typed=typed)
    assert (ran.exit_code, ran.stderr, stored(service)) == (0, "", {"m1_0", "m1_1", "m2_0", "m2_1"})
    assert ran.stdout.startswith("Bundles stored: 2.")


def test_a_long_line_takes_bounded_memory(tmp_path: Path, small: int) -> None:
    file = tmp_path / "bundles.jsonl"
    file.write_bytes(b"x" * 20_000_000 + b"\n" + b"\n".join(lay("m1")))
    tracemalloc.start()
    try:
        parts = list(BundleFile(file).parts())
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()
    assert [(one.line, one.is_too_large) for one in parts] == [(1, True), (2, False)]


def test_a_file_that_is_not_there_stops_no_other(spine: Spine, service: Service, lines: Callable[..., str]) -> None:
    ran = spine("ingest", "/no/such/file", "/tmp", lines(bundle()))
    assert ran.exit_code == 1
    assert ran.stderr.splitlines()[:2] == ["/no/such/file: No such file or directory", "/tmp: Is a directory"]
    assert len(stored(service)) == 2
    assert "(Notes end in .md, .markdown, .txt, .csv.)" in spine("ingest", "-", typed="# Notes").stderr
    assert spine("ingest", "/no/such/notes.md", "--org", "acme").stdout == "Nothing was stored.\n"


def test_scripts_get_one_document_even_where_something_is_refused(spine: Spine, lines: Callable[..., str]) -> None:
    good = bundle("m1", attributes={"due_date_iso": "next Friday"})
    ran = spine("ingest", lines(good, bundle("m2", type="?")), "--json")
    told = json.loads(ran.stdout)
    assert (ran.exit_code, told["inserted"], len(told["bundles"])) == (1, 2, 1)
    [warning] = told["bundles"][0]["warnings"]
    assert (warning["code"], warning["first"]) == ("unreadable_date", "facts.1.attributes.due_date_iso")
    [refused] = told["refused"]
    assert refused["errors"][0]["loc"] == ["facts", 1, "type"]


def test_a_misspelt_type_and_an_unknown_field_are_said_where_they_stand(
    spine: Spine, lines: Callable[..., str]
) -> None:
    ran = spine("ingest", lines(bundle(), bundle("m2", type="decison", lable="Ana")))
    assert ran.exit_code == 0
    [field, kind] = [line for line in ran.stderr.splitlines() if ", line 2: facts.1." in line]
    assert "facts.1.lable: is not known and was ignored (did you mean label?)" in field
    assert "facts.1.type: is no type that Spine knows" in kind
    assert "did you mean decision?" in kind


def test_a_bundle_that_is_refused_tells_of_the_field_that_may_be_misspelt(
    spine: Spine, lines: Callable[..., str]
) -> None:
    ran = spine("ingest", lines({"org_id": "acme", "meeting": {"meeting_id": "m"}, "facts": [{"txt": "Only this"}]}))
    assert ran.exit_code == 1
    assert "facts.0.text: is required" in ran.stderr
    assert "facts.0.txt: is not known and was ignored (did you mean text?)" in ran.stderr


def test_a_database_that_goes_away_ends_the_run_and_a_repeat_completes_it(
    spine: Spine, service: Service, lines: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file, store = lines(*(bundle(f"m{i}") for i in range(3))), bundles.store

    def fail(*words: Any) -> dict[str, Any]:
        if words[2].meeting.meeting_id == "m1":
            raise Unavailable("The database is away; try again.")
        return store(*words)

    with monkeypatch.context() as patch:
        patch.setattr(bundles, "store", fail)
        ran = spine("ingest", file)
    assert ran.exit_code == 1
    assert ran.stderr.splitlines()[-1] == "spine: The database is away; try again."
    assert "line 2: not stored. Bundles stored: 1. Facts: 2 inserted" in ran.stderr
    assert stored(service) == {"m0_0", "m0_1"}
    assert spine("ingest", file).exit_code == 0
    assert len(stored(service)) == 6


def test_ctrl_c_keeps_what_was_stored_and_a_repeat_completes_it(
    spine: Spine, service: Service, lines: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file, store = lines(bundle("m0"), bundle("m1")), bundles.store

    def interrupted(*words: Any) -> dict[str, Any]:
        if words[2].meeting.meeting_id == "m1":
            raise KeyboardInterrupt
        return store(*words)

    with monkeypatch.context() as patch:
        patch.setattr(bundles, "store", interrupted)
        ran = spine("ingest", file)
    assert (ran.exit_code, ran.stdout) == (130, "")
    assert ran.stderr == "spine: interrupted; what was done is kept, and repeating the command completes it\n"
    assert spine("ingest", file).exit_code == 0
    assert service.store.get(Fact, "acme", "m1_1") is not None
