"""A person or a meeting named right beside the organisation is read like one that stands alone."""

from dataclasses import dataclass

import pytest

from spine.domain.reading.requests import read
from tests.domain.reading.tables import rows


@dataclass(frozen=True)
class Known:
    name: str


@dataclass(frozen=True)
class Organisation:
    org_id: str
    name: str | None
    aliases: tuple[str, ...] = ()


PEOPLE = [Known(n) for n in ("Greta Oakes", "Tadeu Moura", "Ximena Paz", "Will Sharp", "Artur da Costa")]
ORGANISATIONS = [
    Organisation("tidemill", "Tide Mill Brewing", ("Tide Mill", "TMB")),
    Organisation("serra", "Rádio Serra Azul", ("Serra Azul", "RSA")),
    Organisation("quillon", None),
]

TABLE = """
1:1 with Greta at Tide Mill tomorrow 3pm |  | Greta Oakes |
1:1 com o Tadeu da Serra Azul amanhã às 10h |  | Tadeu Moura |
meeting with Greta from Tide Mill about the malt store |  | Greta Oakes | malt store
30 min with Greta of TMB |  | Greta Oakes |
reunião com a Ximena da RSA sobre as antenas |  | Ximena Paz | antenas
com o Artur da Costa da Serra Azul, antenas |  | Artur da Costa | antenas
catch up with Will and Greta at Tide Mill on the boiler |  | Will Sharp, Greta Oakes | boiler
what does Will at Tide Mill still owe? |  | Will Sharp |
o que o Tadeu da Serra Azul ainda deve? |  | Tadeu Moura |
o que a Ximena, da Serra Azul, ainda deve? |  | Ximena Paz |
pendências da Ximena na Serra Azul |  | Ximena Paz |
reunião com o jurídico da Serra Azul sobre as antenas |  |  | antenas
meeting with Bram from Tide Mill about hops |  |  | hops
TMB staff meeting Friday | staff meeting |  |
Tide Mill board meeting tomorrow 2:30pm | board meeting |  |
the Tide Mill leadership team meeting on the malt store | leadership team meeting |  | malt store
Tide Mill's staff meeting, 2h | staff meeting |  |
quillon board meeting thursday 17:00 | board meeting |  |
quillon board work session Thursday 6:30pm, 2 hrs | board work session |  |
quillon legal team sync, boiler | legal team sync |  | boiler
agenda for the Tide Mill team, boiler |  |  | boiler
meeting with the Tide Mill finance team about hops |  |  | hops
"""


@pytest.mark.parametrize(
    ("said", "meeting", "people", "subject"), [row + [None] * (4 - len(row)) for row in rows(TABLE)]
)
def test_names_beside_an_organisation_are_read(
    said: str, meeting: str | None, people: str | None, subject: str | None
) -> None:
    reading = read(said, ORGANISATIONS, PEOPLE)
    assert len(reading.organisations) == 1
    assert (reading.meeting, ", ".join(reading.people) or None, reading.subject) == (meeting, people, subject)


@pytest.mark.parametrize(
    ("said", "unknown"),
    [
        ("board meeting of Tide Mill for St Brennock Hospital Friday 3pm", "St Brennock Hospital"),
        ("pauta da Serra Azul para a Petroluz, 30 min", "Petroluz"),
        ("board meeting of Tide Mill with Acme Gas", "Acme Gas"),
        ("prep for QBR with Tide Mill", None),
        ("agenda for Tide Mill, 30 min", None),
    ],
)
def test_an_unknown_party_behind_an_organisation_is_one(said: str, unknown: str | None) -> None:
    reading = read(said, ORGANISATIONS, PEOPLE)
    assert reading.unknown_parties == ((unknown,) if unknown else ())
    assert len(reading.organisations) == 1
    assert reading.subject == (None if unknown or "QBR" not in said else "QBR")
