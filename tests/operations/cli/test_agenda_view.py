"""An agenda on a terminal."""

from io import StringIO
from typing import Any

from rich.console import Console

from spine.operations.cli.agenda_view import WIDTH, show
from tests.domain.rendering import handouts
from tests.domain.rendering.handouts import HOSTILE, START, agenda, bullet, parked

RED = "\x1b[1;31matrasado\x1b[0m"


def shown(made: dict[str, Any], *, width: int = 200, **terminal: Any) -> str:
    """What a terminal is sent; not in colour unless asked for."""
    file = StringIO()
    console = Console(file=file, width=width, **{"force_terminal": True, "color_system": None, **terminal})
    show(handouts.shown(made, start=START, notes=("Uma nota.",)), console)
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines())


def overdue() -> dict[str, Any]:
    one = bullet("Assinar", owner="Ana", due="2026-11-20", due_state="overdue", minutes=30, quote="até sexta")
    return agenda(one, **parked("Seguro", count=3))


def test_a_terminal_shows_what_the_other_formats_say() -> None:
    assert shown(overdue()).split("\n") == [
        "Reunião: Baterias",
        "BYD · terça, 1 de dezembro de 2026 · 14:00–14:30 · 30 min",
        "",
        "Uma nota.",
        "",
        "14:00  Baterias  30 min",
        "    Ações",
        "    1. Assinar  30 min",
        "       responsável: Ana · prazo: 20/11/2026 · atrasado",
        "       “até sexta”",
        "",
        "Ficou de fora por falta de tempo: 3",
        "    Seguro",
        "    e mais 2",
    ]


def test_what_is_overdue_is_red_where_colours_are_wanted() -> None:
    assert RED in shown(overdue(), color_system="standard")
    assert "31m" not in shown(overdue(), color_system="standard", no_color=True)
    assert "31m" not in shown(agenda(bullet(due_state="due_soon")), color_system="standard")


def test_no_stored_text_steers_the_terminal() -> None:
    made = agenda(*(bullet(text, owner=text, quote=text, why_now=text) for text in HOSTILE))
    assert "\x1b" not in shown(made) and "\x07" not in shown(made)
    assert "[link](http://x)" in shown(made)


def test_lines_are_no_longer_than_reads_well() -> None:
    assert max(map(len, shown(agenda(bullet("palavra " * 100))).splitlines())) <= WIDTH
    assert max(map(len, shown(agenda(bullet("palavra " * 100)), width=40).splitlines())) <= 40


def test_an_empty_agenda_says_so() -> None:
    assert "Não há fatos" in shown(agenda(sections=[]))
