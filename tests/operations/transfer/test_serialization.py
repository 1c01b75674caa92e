"""How documents stand in an export file."""

import json

import pytest

from spine.operations.transfer.serialization import InvalidLine, canonical, deserialize, serialize
from tests.store.builders import at, fact, organisation, proposal, workstream


@pytest.mark.parametrize(
    ("given", "told"),
    [(1.0, "1"), (-0.0, "0"), (0.5, "0.5"), (True, "true"), (2**60, "1.152921504606847e+18"), (1e300, "1e+300"),
     ({"b": 1.0, "a": [None, {"10": 1, "2": 2}]}, '{"a": [null, {"10": 1, "2": 2}], "b": 1}')],
)  # fmt: skip
def test_a_value_has_one_form_whatever_a_database_made_of_it(given: object, told: str) -> None:
    assert json.dumps(canonical(given)) == told


def test_what_is_derived_or_empty_is_left_out() -> None:
    line = serialize(workstream(stems=("a",), weights=(1.0,), length=3.0, etag="x"))
    assert line.startswith('{"type":"workstream","created_at":')
    assert not {"stems", "weights", "length", "etag", "owner", "stale_flagged_at"} & set(json.loads(line))
    assert "name_keys" not in serialize(organisation("acme", "acme"))
    assert "over_at" not in serialize(proposal())


def test_a_document_comes_back_from_its_line() -> None:
    given = fact(confidence=1.0, payload={"ä": [1.5]}, due_iso="2025-04-01", updated_at=at(3))
    assert deserialize(serialize(given)) == given


def test_a_fact_of_an_older_export_comes_back_as_its_type() -> None:
    line = serialize(fact(fact_type="action_item"))
    assert deserialize(line.replace("action_item", "todo")) == fact(fact_type="action_item")


@pytest.mark.parametrize("line", ["", "7", '{"type":"sweep"}', '{"type":"fact","fact_id":"f"}'])
def test_what_is_no_document_says_so(line: str) -> None:
    with pytest.raises(InvalidLine):
        deserialize(line)
