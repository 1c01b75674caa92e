import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spine.errors import Invalid
from spine.usecases.cursors import decode_cursor, encode_cursor

SCOPE = ["facts", "org_demo", ["risk"], None]
SIGNS = string.ascii_letters + string.digits + "-_+/=. \n\té"
positions = st.from_regex(r"[!-~]([ -~]{0,40}[!-~])?", fullmatch=True)


@given(positions)
def test_a_cursor_gives_back_its_position(position: str) -> None:
    assert decode_cursor(encode_cursor(position, SCOPE), SCOPE) == position


def test_no_cursor_is_the_beginning() -> None:
    assert decode_cursor(None, SCOPE) is None


@given(positions)
def test_a_cursor_is_made_of_signs_that_a_url_takes_as_they_are(position: str) -> None:
    assert set(encode_cursor(position, SCOPE)) <= set(string.ascii_letters + string.digits + "-_")


@given(positions, st.data())
def test_a_cursor_with_any_sign_altered_is_refused(position: str, data: st.DataObject) -> None:
    cursor = encode_cursor(position, SCOPE)
    place = data.draw(st.integers(0, len(cursor) - 1))
    sign = data.draw(st.sampled_from([s for s in SIGNS if s != cursor[place]]))
    with pytest.raises(Invalid) as refused:
        decode_cursor(cursor[:place] + sign + cursor[place + 1 :], SCOPE)
    assert refused.value.errors[0]["loc"] == ["cursor"]


@pytest.mark.parametrize("position", ["a", "ab", "abc"])
@pytest.mark.parametrize("place", [0, 11, -1])
def test_no_other_sign_is_as_good(position: str, place: int) -> None:
    cursor = encode_cursor(position, SCOPE)
    taken = []
    for sign in SIGNS.replace(cursor[place], ""):
        signs = list(cursor)
        signs[place] = sign
        try:
            decode_cursor("".join(signs), SCOPE)
        except Invalid:
            continue
        taken.append(sign)
    assert taken == []


@given(positions, st.text(alphabet=SIGNS, min_size=1, max_size=3))
def test_a_cursor_with_signs_added_is_refused(position: str, more: str) -> None:
    with pytest.raises(Invalid):
        decode_cursor(encode_cursor(position, SCOPE) + more, SCOPE)


@given(positions, st.integers(1, 5))
def test_a_cursor_with_its_end_cut_off_is_refused(position: str, cut: int) -> None:
    with pytest.raises(Invalid):
        decode_cursor(encode_cursor(position, SCOPE)[:-cut], SCOPE)


@given(st.text(max_size=60))
def test_any_text_is_a_cursor_or_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        decode_cursor(text, SCOPE)


@pytest.mark.parametrize(
    "other",
    [
        ["facts", "org_other", ["risk"], None],
        ["workstreams", "org_demo", ["risk"], None],
        ["facts", "org_demo", [], None],
        ["facts", "org_demo", ["risk"], "2026-01-01T00:00:00Z"],
    ],
    ids=["organisation", "list", "types", "since"],
)
def test_a_cursor_of_another_scope_is_refused(other: list[object]) -> None:
    with pytest.raises(Invalid) as refused:
        decode_cursor(encode_cursor("position", SCOPE), other)
    assert refused.value.status == 422


@pytest.mark.parametrize("position", ["", " ", " a", "a ", "a\nb", "a\r\nx-evil: 1", "a\x00b", "a\x7f", "é", "\u2028"])
def test_a_position_that_no_store_can_take_is_refused(position: str) -> None:
    with pytest.raises(Invalid) as refused:
        decode_cursor(encode_cursor(position, SCOPE), SCOPE)
    assert refused.value.errors[0]["loc"] == ["cursor"]
