"""The language that a request asks for its agenda in, which is no part of its subject."""

import pytest

from spine.domain.languages import Language
from spine.domain.reading.requests import read
from tests.domain.reading.tables import rows

ASKED = """
agenda for the weekly meeting, 30 min, in English please | en-US |
agenda in English for the weekly meeting | en-US |
pauta em inglês, 30 min | en-US |
pauta em inglês sobre o frete, 30 min | en-US | frete
pauta em português do Brasil para a reunião do conselho | pt-BR |
agenda in Brazilian Portuguese about the lease | pt-BR | lease
agenda about the lease, in Portuguese | pt-BR | lease
30 min about the lease in Portuguese please | pt-BR | lease
reunião de 30 minutos em inglês sobre o seguro | en-US | seguro
"""
SPOKEN_OF = """
tradução do manual em inglês, 30 min | pt-BR | tradução do manual em inglês
curso de inglês da equipe | pt-BR | curso de inglês da equipe
English lessons for the staff | en-US | English lessons for the staff
meeting about reports in English | en-US | reports in English
signs in English homes, 20 min | en-US | signs in English homes
"""


@pytest.mark.parametrize(("said", "language", "subject"), rows(ASKED))
def test_a_language_that_is_asked_for_counts_and_is_no_subject(said: str, language: str, subject: str | None) -> None:
    reading = read(said)
    assert (reading.language, reading.subject) == (Language(language), subject)


@pytest.mark.parametrize(("said", "language", "subject"), rows(SPOKEN_OF))
def test_a_language_that_is_spoken_of_belongs_to_the_subject(said: str, language: str, subject: str) -> None:
    reading = read(said)
    assert (reading.language, reading.subject) == (Language(language), subject)
