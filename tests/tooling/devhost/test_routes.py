import pytest

from devhost.routes import Template


def test_a_parameter_takes_one_segment_and_keeps_its_case() -> None:
    assert Template("orgs/{org_id}/items").match("/ORGS/Acme/items") == {"org_id": "Acme"}
    assert Template("orgs/{org_id}/items").match("/orgs/a/b/items") is None


def test_one_trailing_slash_is_ignored() -> None:
    assert Template("health").match("/health/") == {}
    assert Template("health").match("/health//") is None


def test_an_empty_segment_never_matches() -> None:
    assert Template("orgs/{org_id}/items").match("/orgs//items") is None


def test_a_colon_in_a_literal_is_plain_text() -> None:
    assert Template("orgs/{org_id}/workstreams:suggest").match("/orgs/7/workstreams:suggest") == {"org_id": "7"}


def test_in_a_mixed_segment_the_left_parameter_is_greedy() -> None:
    assert Template("orgs/{org_id}:archive").match("/orgs/a:b:archive") == {"org_id": "a:b"}


def test_an_optional_parameter_may_be_absent() -> None:
    template = Template("items/{item_id?}")
    assert template.match("/items") == {}
    assert template.match("/items/7") == {"item_id": "7"}


def test_a_default_stands_in_for_an_absent_parameter() -> None:
    assert Template("list/{page=1}").match("/list") == {"page": "1"}


def test_a_catch_all_takes_the_slashes_too() -> None:
    assert Template("files/{*path}").match("/files/a/b.txt") == {"path": "a/b.txt"}


def test_the_root_is_a_route() -> None:
    assert Template("/").match("/") == {}


@pytest.mark.parametrize(
    ("constraint", "accepted", "refused"),
    [
        ("int", "-7", "2147483648"),
        ("long", "2147483648", "9223372036854775808"),
        ("double", "1.5e3", "one"),
        ("bool", "TRUE", "yes"),
        ("guid", "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "3f2504e0"),
        ("alpha", "abc", "abc1"),
        ("length(2,3)", "abc", "abcd"),
        ("minlength(2)", "ab", "a"),
        ("maxlength(2)", "ab", "abc"),
        ("min(3)", "3", "2"),
        ("max(3)", "3", "4"),
        ("range(1,3)", "3", "4"),
        ("regex(^ws_[0-9]{{2}}$)", "WS_12", "ws_1"),
        ("int:min(3)", "3", "2"),
    ],
)
def test_a_constraint_decides_which_values_match(constraint: str, accepted: str, refused: str) -> None:
    template = Template(f"items/{{item_id:{constraint}}}")
    assert template.match(f"/items/{accepted}") == {"item_id": accepted}
    assert template.match(f"/items/{refused}") is None


@pytest.mark.parametrize("text", ["a//b", "a/{b", "a?b", "a/{b:colour}"])
def test_an_invalid_template_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="route"):
        Template(text)
