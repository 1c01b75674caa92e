"""What stays right when an organisation, or a text, is large."""

from spine.domain.proposals import Proposal
from tests.agendas import bullets, metadata
from tests.usecases.app import App


def test_a_rare_word_in_a_title_is_found_behind_two_hundred_common_ones(app: App) -> None:
    for number in range(205):
        app.workstream("byd", f"Projeto Fábrica {number}", priority=500)
    app.workstream("byd", "Projeto Zulu", workstream_id="zulu", priority=1)
    plan = app.plan("pauta sobre o Projeto Zulu", org="byd", macro="strict")
    assert [one["workstream_id"] for one in metadata(plan)["workstreams"]] == ["zulu"]


def test_an_agenda_of_very_long_facts_is_kept_in_a_document_that_a_database_takes(app: App) -> None:
    long = "palavra comprida " * 1_800
    app.seeded("byd", "Contrato", *({"text": f"Contrato {n} {long}"} for n in range(40)))
    answer = app.propose(text="contrato", org="byd", duration_minutes=480)
    assert bullets(answer)[0]["text"].endswith("comprida")
    stored = app.store.get(Proposal, "byd", answer["proposal_id"])
    assert stored
    assert len(stored.model_dump_json().encode()) < 1_500_000 < len(str(answer["agenda"]).encode()) + 500_000
    assert bullets({"agenda": stored.agenda})[0]["text"].endswith("…")
