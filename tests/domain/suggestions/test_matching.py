"""Whether an existing workstream is what a suggestion is about."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from spine.domain.suggestions.matching import Matcher, carried_stems
from spine.domain.workstreams import Workstream


def workstream(workstream_id: str, title: str, **more: object) -> Workstream:
    dates = {"created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z", "rev": "1"}
    return Workstream.model_validate({"org_id": "o", "workstream_id": workstream_id, "title": title, **dates, **more})


def matching_workstream(stems: Sequence[str], workstreams: Sequence[Workstream]) -> str | None:
    match = Matcher({one.workstream_id: carried_stems(one) for one in workstreams}).best_match(stems)
    return match.workstream_id if match else None


FOXCONN = ("contrato", "foxconn", "juridico", "assinatura", "multa", "clausula")


def test_a_workstream_of_that_title_covers_a_suggestion_though_no_fact_is_linked() -> None:
    assert matching_workstream(FOXCONN, [workstream("w1", "Contratos Foxconn"), workstream("w2", "Frete")]) == "w1"


def test_tags_and_description_count_as_the_title_does() -> None:
    assert matching_workstream(FOXCONN, [workstream("w1", "Fornecedores", tags=["Foxconn", "contrato"])]) == "w1"
    assert matching_workstream(FOXCONN, [workstream("w1", "Ásia", description="Contrato com a Foxconn")]) == "w1"


def test_words_of_linked_facts_count() -> None:
    linked = workstream("w1", "Ásia", stems=("foxconn", "contrato", "multa"), weights=(5.0, 4.0, 2.0))
    assert matching_workstream(FOXCONN, [linked]) == "w1"


def test_one_word_far_down_covers_nothing() -> None:
    assert matching_workstream(FOXCONN, [workstream("w1", "Política de multa de trânsito")]) is None


def test_a_workstream_that_mentions_it_among_much_else_does_not_cover_it() -> None:
    others = tuple(f"other{n}" for n in range(60))
    large = workstream("w1", "Operação", stems=(*others, "foxconn"), weights=(6.0,) * 60 + (1.0,))
    assert matching_workstream(FOXCONN, [large]) is None


def test_the_most_similar_of_several_is_named_and_the_first_by_id_of_equals() -> None:
    both = [workstream("w2", "Foxconn"), workstream("w1", "Contrato Foxconn")]
    assert matching_workstream(FOXCONN, both) == "w1"
    assert matching_workstream(FOXCONN, [workstream("w9", "Foxconn"), workstream("w3", "Foxconn")]) == "w3"


def test_nothing_covers_nothing() -> None:
    assert matching_workstream((), [workstream("w1", "Foxconn")]) is None
    assert matching_workstream(FOXCONN, []) is None
    assert matching_workstream(FOXCONN, [workstream("w1", "de para com")]) is None


STEMS = st.lists(st.sampled_from([*FOXCONN, "frete", "custo", "byd"]), unique=True, max_size=8)


@given(STEMS, st.lists(STEMS, max_size=5))
def test_the_order_of_the_workstreams_does_not_matter(stems: list[str], titles: list[list[str]]) -> None:
    there = [workstream(f"w{n}", " ".join(title) or "x") for n, title in enumerate(titles)]
    assert matching_workstream(stems, there) == matching_workstream(stems, there[::-1])


def test_a_cover_says_how_alike_the_two_are_and_by_which_stems() -> None:
    there = [workstream("w1", "Contratos Foxconn"), workstream("w2", "Frete")]
    matcher = Matcher({one.workstream_id: carried_stems(one) for one in there})
    match = matcher.best_match(FOXCONN)
    assert match is not None and (match.workstream_id, set(match.shared)) == ("w1", {"contrato", "foxconn"})
    assert 0.2 <= match.similarity <= 1
    assert matcher.best_match(["chuva"]) is None
