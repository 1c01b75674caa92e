from spine.domain.facts import Entity, Evidence, Fact, keep_analysis
from spine.domain.word_analysis import WordAnalysis


def fact(**fields: object) -> Fact:
    made = {"org_id": "o", "fact_id": "f", "fact_type": "risk", "text": "", "created_at": "", "updated_at": ""}
    return Fact.model_validate(made | fields)


def test_stems_come_from_all_parts_of_a_fact() -> None:
    said = fact(
        title="Contrato", text="Prazo da bateria", owner="Rui", entities=(Entity(display_name="BYD"),),
        evidence=(Evidence(evidence_id="e", quote="as multas"),),
    )  # fmt: skip
    assert said.analysis.stems == {"contrato", "prazo", "bateria", "rui", "byd", "multa"}
    assert said.analysis.said == ["prazo", "bateria"]


def test_stems_are_counted_in_own_words_and_in_quotes_apart() -> None:
    quote = Evidence(evidence_id="e", quote="obra sobre obra")
    said = fact(title="Obra", text="Obra obra obras da obraprima", owner="Rui Obra", evidence=(quote,)).analysis
    assert said.lengths == (7, 2)
    assert said.counts_of(["obra", "rui", "prima"]) == [(5, 2), (1, 0), (0, 0)]
    assert fact(text="a b").analysis.counts_of(["obra"]) == [(0, 0)]


def test_without_a_text_the_title_is_what_is_said() -> None:
    assert fact(title="Contrato novo", text=" ").analysis.said == ["contrato", "novo"]


def test_numbers_dates_and_negations_make_a_difference() -> None:
    texts = ["Pagar 3 notas", "Pagar 4 notas", "Não pagar 3 notas", "Pagar 3 notas em maio", "Pagar três notas"]
    assert len({fact(text=text).analysis.differences for text in texts}) == len(texts)
    assert fact(text="pagar as 3 notas").analysis.differences == fact(text="Pagar 3 contas").analysis.differences


def test_what_a_store_kept_is_what_was_made() -> None:
    made = fact(title="Obra\n2", text="Fase 3,5 do wi-fi\nsem verba", owner="Zoë \0 Li").analysis
    assert WordAnalysis(made.stored) == made
    assert made.is_whole


def test_a_kept_analysis_is_used_and_a_damaged_one_made_anew() -> None:
    kept, damaged = fact(text="Obra"), fact(text="Obra")
    keep_analysis(kept, fact(text="Ponte").analysis.stored)
    keep_analysis(damaged, "ponte")
    assert (kept.analysis.stems, damaged.analysis.stems) == ({"ponte"}, {"obra"})


def test_a_copy_with_other_words_has_another_analysis() -> None:
    said = fact(text="Obra da ponte")
    assert said.analysis.stems == {"obra", "ponte"}
    assert said.model_copy(update={"due_iso": "2026-01-01"}).analysis is said.analysis
    assert said.model_copy(update={"text": "Muro"}).analysis.stems == {"muro"}


def test_an_analysis_is_no_part_of_the_fact() -> None:
    said, other = fact(text="Obra"), fact(text="Obra")
    dumped = said.model_dump()
    assert said.analysis
    assert said == other
    assert said.model_dump() == dumped
