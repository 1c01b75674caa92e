"""Whole requests, each with what a person reads in it."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spine.domain.languages import Language
from spine.domain.reading.moments import find
from spine.domain.reading.requests import Reading, read
from spine.domain.reading.sentence import Sentence
from spine.domain.tokenizer import fold

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Organisation:
    org_id: str
    name: str | None = None
    aliases: tuple[str, ...] = ()


def load(name: str) -> tuple[list[Organisation], list[Any]]:
    stored = json.loads((HERE / name).read_text(encoding="utf-8"))
    known = [Organisation(o["org_id"], o["name"], tuple(o.get("aliases", ()))) for o in stored["orgs"]]
    return known, stored["cases"]


GIVEN_ORGS, GIVEN = load("requests.json")
FURTHER_ORGS, FURTHER = load("further_requests.json")


def cases() -> Iterator[Any]:
    for known, some in ((GIVEN_ORGS, GIVEN), (FURTHER_ORGS, FURTHER)):
        for case in some:
            yield pytest.param(known, case, id=case.get("id", case["text"]))


@pytest.mark.parametrize(("known", "case"), list(cases()))
def test_a_request_is_read_as_a_person_reads_it(known: list[Organisation], case: Any) -> None:
    reading = read(case["text"], known)
    expected = ([case["org_id"]] if case["org_id"] else []) + case["other_org_ids"]
    subject = fold(reading.subject) if reading.subject else None
    assert list(reading.organisations) == expected
    assert subject in [fold(s) if s else None for s in case["subject_any"]]
    assert reading.minutes == case["duration_minutes"]
    assert (reading.language or "pt-BR") == (case["language"] or "pt-BR")
    assert not reading.ambiguous


ADDITIONS = [
    "{} amanhã às 14h30", "{}, tomorrow at 3pm", "amanhã às 14h30: {}", "{} (sexta 16h)", "{}, 45 min",
    "{} - uma hora e meia", "45 min: {}", "{}, das 14h às 15h",
]  # fmt: skip


@pytest.mark.parametrize("addition", ADDITIONS)
def test_a_time_or_a_length_more_changes_nothing_else_that_is_read(addition: str) -> None:
    for known, some in ((GIVEN_ORGS, GIVEN), (FURTHER_ORGS, FURTHER)):
        for text in (case["text"] for case in some if not case["text"].isupper()):
            said = find(fold(text))
            if said.moments or said.lengths:
                continue
            before, after = read(text, known), read(addition.format(text), known)
            assert (after.organisations, after.subject, after.meeting, after.people, after.unknown_parties) == (
                before.organisations, before.subject, before.meeting, before.people, before.unknown_parties
            ), text  # fmt: skip


def test_all_forty_requests_of_the_contract_are_tried() -> None:
    assert len(GIVEN) == 40
    assert len({case["text"] for case in FURTHER}) >= 150


def test_a_subject_keeps_its_own_accents_case_and_commas() -> None:
    said = "reunião com a Nubank: Roadmap 2026, metas de NPS e contratação"
    assert read(said, GIVEN_ORGS).subject == "Roadmap 2026, metas de NPS e contratação"


@pytest.mark.parametrize(
    ("said", "minutes", "clamped"),
    [
        ("call with Acme, 2 min", 5, True),
        ("call with Acme, 600 minutes", 480, True),
        ("call with Acme, 480 minutes", 480, False),
        ("call with Acme, 5 min", 5, False),
        ("call with Acme", None, False),
    ],
)
def test_minutes_outside_the_limits_are_clamped_and_said_to_be(said: str, minutes: int | None, clamped: bool) -> None:
    reading = read(said, GIVEN_ORGS)
    assert (reading.minutes, reading.clamped) == (minutes, clamped)


def test_an_equal_claim_to_a_name_is_reported_and_neither_is_taken() -> None:
    twins = [Organisation("one", "Umbrella"), Organisation("two", "Umbrella")]
    reading = read("reunião com a Umbrella sobre vacinas", twins)
    assert (reading.organisations, reading.ambiguous) == ((), True)


def test_a_request_without_known_organisations_still_gives_its_subject() -> None:
    reading = read("reunião com a BYD sobre integrações, 45 min")
    assert reading == Reading(subject="integrações", minutes=45, language=Language.PORTUGUESE, unknown_parties=("BYD",))


@pytest.mark.parametrize("said", ["", " ", "???", "30 min", "sobre", "about on with", ":", "com a BYD", '"""'])
def test_a_request_that_says_nothing_has_no_subject(said: str) -> None:
    assert read(said, GIVEN_ORGS).subject is None


@pytest.mark.parametrize("opening", ["Plan a meeting about: ", "Prepara uma reunião sobre: "])
@pytest.mark.parametrize(
    "subject",
    [
        "What did the team decide on the remote, and with which budget of 12.50 per unit?",
        'some function of "glow in the dark"',
        "whether the vote in 2015 (the second one) was about schools",
        "Aquisição de 3 viaturas, com apoio da junta, e obras na segunda fase",
        "meetings that the members talked about",
    ],
)
def test_a_subject_after_a_colon_stays_whole(opening: str, subject: str) -> None:
    assert read(opening + subject, GIVEN_ORGS).subject == subject.removesuffix("?")


WORDS = st.sampled_from(
    """reunião com a BYD Acme sobre about meeting with 30 min 1h30 meia hora às 15h amanhã , : ? . - ( ) se if on para
    Vale claro de da the next Tuesday pauta preços pricing e and half an hour c/ w/ "x" 12/03 please""".split()
)


@given(st.one_of(st.text(), st.lists(WORDS, max_size=25).map(" ".join)))
def test_any_text_is_read_without_fault_and_within_the_limits(said: str) -> None:
    reading = read(said, FURTHER_ORGS)
    assert reading.minutes is None or 5 <= reading.minutes <= 480
    assert set(reading.organisations) <= {o.org_id for o in FURTHER_ORGS}
    assert len(set(reading.organisations)) == len(reading.organisations)
    assert reading.subject is None or reading.subject.strip()


@pytest.mark.parametrize(("said", "minutes"), [("A¼'", None), ("reunião de ¼h sobre o sol", 15)])
def test_no_length_begins_inside_a_character(said: str, minutes: int | None) -> None:
    assert read(said).minutes == minutes


@given(st.one_of(st.text(), st.lists(WORDS, max_size=25).map(" ".join)))
def test_a_subject_holds_the_words_of_its_request_in_their_order(said: str) -> None:
    asked = iter([word.text for word in Sentence.of(said).words])
    subject = read(said, FURTHER_ORGS).subject or ""
    assert all(word.text in asked for word in Sentence.of(subject).words)


@pytest.mark.parametrize(
    "unit",
    [
        "a ",
        "1h ",
        "com a ",
        "7",
        " ",
        "\n",
        "é",
        "With ",
        "Acme e ",
        "das 14h às 15h ",
        "½",
        "sobre: ",
        "uma hora e ",
        "de ",
        "of the ",
        "do de o ",
    ],
)
def test_a_hostile_text_of_four_thousand_characters_is_read_in_linear_time(unit: str) -> None:
    started = time.perf_counter()
    read((unit * 4000)[:4000], GIVEN_ORGS)
    assert time.perf_counter() - started < 2
