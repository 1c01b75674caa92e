"""The administrator's way: from an organisation with nothing in it to an agenda on paper and in the calendar."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opened
from tests.browser.console import Console

ENGLISH = """# Weekly meeting
## Risks
- The office lease ends in March and the landlord wants 12% more.
- Breaking the office lease early costs six months of rent.
- The payroll software miscounts the overtime of night shifts.
## Actions
- [ ] Read the office lease again and list what the landlord may ask for. @Ana
- [ ] Ask three brokers for an office with a shorter lease. @Ana
- [ ] Test the new payroll software with the overtime of November. @Omar
- [ ] Export the holiday balances from the payroll software. @Omar
## Open questions
- Renew the office lease or move to a smaller office?
- Which payroll software do the auditors accept for overtime?
"""
PORTUGUESE = """# Reunião semanal
## Riscos
- O contrato do galpão vence em março e o proprietário pede 12% a mais.
- Romper o contrato do galpão antes do prazo custa seis meses de aluguel.
- O sistema da folha erra as horas extras do turno da noite.
## Ações
- [ ] Reler o contrato do galpão e listar o que o proprietário pode pedir. @Ana
- [ ] Pedir a três corretores um galpão com contrato mais curto. @Ana
- [ ] Testar o sistema novo da folha com as horas extras de novembro. @Omar
- [ ] Exportar os saldos de férias do sistema da folha. @Omar
## Questões em aberto
- Renovar o contrato do galpão ou mudar para um galpão menor?
- Qual sistema de folha os auditores aceitam para horas extras?
"""


@dataclass(frozen=True)
class Way:
    """In which language, on what, and about what an administrator works."""

    language: str
    notes: str
    name: str
    asked: str
    other: str
    phone: bool = False
    dark: bool = False


WAYS = (
    Way("en-US", ENGLISH, "Nimbus Travel", "weekly meeting on 2027-01-11 at 10am, 30 min", "payroll", dark=True),
    Way("pt-BR", PORTUGUESE, "Padaria São João", "reunião de 30 min em 11/01/2027 às 10h", "folha", phone=True),
)


@pytest.mark.parametrize("way", WAYS, ids=["wide and dark, in English", "phone and light, in Portuguese"])
def test_an_administrator_comes_from_nothing_to_an_agenda(opened: Opened, way: Way) -> None:
    with opened(phone=way.phone, language=way.language, dark=way.dark) as console:
        console.refused.add(404)
        _make_organisation(console, way)
        _read_notes(console, way)
        _take_suggestions(console, way)
        _link_what_is_left(console)
        _plan(console, way)


def test_a_table_of_actions_is_read_by_its_columns(opened: Opened) -> None:
    with opened() as console:
        t, page = console.texts, console.open("#/org_harbor/notes").page
        rows = "Task,Owner,Due,Colour\nSend the fender samples,Ana,2027-01-15,red\nCount the moorings,Zed,soon,blue\n"
        page.get_by_label(t["notes.text"]).fill(rows)
        expect(page.get_by_label(t["notes.kind"])).to_have_value("csv")
        page.get_by_label(t["notes.title"]).fill("Dock list")
        console.button(t["notes.read"]).click()
        expect(page.get_by_role("row", name="Colour")).to_contain_text(t["notes.columnUnread"])
        expect(page.locator(".fact").first).to_contain_text("Ana")
        expect(page.get_by_text(t["notes.warnings"])).to_be_visible()
        console.accessible()


def _seen(console: Console, way: Way) -> None:
    console.accessible()
    if way.phone:
        console.fits()


def _make_organisation(console: Console, way: Way) -> None:
    t, page = console.texts, console.open().page
    page.get_by_label(t["organisations.name"]).fill(way.name)
    _seen(console, way)
    console.button(t["organisations.make"]).click()
    expect(page.locator("[aria-current=step]")).to_contain_text(t["guide.notes"])
    expect(page.locator("header").get_by_role("link", name=way.name)).to_be_visible()
    _seen(console, way)
    page.get_by_role("link", name=t["guide.notes.do"]).click()


def _read_notes(console: Console, way: Way) -> None:
    t, page = console.texts, console.settled().page
    page.get_by_label(t["notes.text"]).fill(way.notes)
    page.get_by_label(t["notes.title"]).fill("Weekly")
    console.button(t["notes.read"]).click()
    expect(page.get_by_role("heading", name=t["notes.found.other"].replace("{count}", "9"))).to_be_focused()
    expect(page.locator(".fact")).to_have_count(9)
    _seen(console, way)
    console.button(t["notes.store.other"].replace("{count}", "9")).click()
    expect(page.get_by_role("heading", name=t["notes.stored"])).to_be_focused()
    page.get_by_role("link", name=t["guide.suggestions.do"]).click()


def _take_suggestions(console: Console, way: Way) -> None:
    """One is renamed and taken, the other dismissed."""
    t, page = console.texts, console.settled().page
    suggestions = page.locator(".suggestions > li")
    expect(suggestions).to_have_count(2)
    taken = suggestions.filter(has_not_text=way.other).first
    taken.locator("summary").click()
    expect(taken.locator(".fact").first).to_be_visible()
    _seen(console, way)
    taken.get_by_label(t["field.title"]).fill("Premises 2027")
    taken.get_by_label(t["field.status"]).select_option("red")
    taken.get_by_label(t["field.owner"]).fill("Ana")
    taken.get_by_label(t["field.tags"]).fill("premises, 2027")
    console.button(t["suggestions.take"], taken).click()
    expect(suggestions).to_have_count(1)
    console.button(t["suggestions.dismiss"], suggestions.first).click()
    expect(suggestions).to_have_count(0)
    console.go(t["place.suggestions"])
    expect(page.get_by_text(t["suggestions.none"])).to_be_visible()
    console.go(t["place.board"])
    card = page.get_by_role("region", name=t["colour.red"]).locator(".card")
    expect(card).to_contain_text("Premises 2027")
    expect(card).to_contain_text("Ana")
    _seen(console, way)


def _link_what_is_left(console: Console) -> None:
    t, page = console.texts, console.page
    console.go(t["place.facts"])
    expect(page.locator(".fact").first).to_be_visible()
    page.get_by_label(t["facts.all"]).check()
    page.get_by_label(t["link.to"]).select_option(label="Premises 2027")
    console.button(t["link.do"]).click()
    expect(page.locator(".fact")).to_have_count(0)
    console.go(t["place.board"])
    page.get_by_role("link", name="Premises 2027").click()
    expect(page.locator(".tag")).to_have_text(["premises", "2027"])
    expect(page.locator(".fact")).to_have_count(9)


def _plan(console: Console, way: Way) -> None:
    t, page = console.texts, console.page
    console.go(t["place.plan"])
    page.get_by_label(t["plan.sentence"]).fill(way.asked)
    page.keyboard.press("Enter")
    expect(page.locator(".clock").first).to_have_text("10:00")
    if way.phone:
        page.locator(".beside summary").click()
    page.get_by_label(t["understood.subject"]).fill(way.other)
    console.button(t["plan.again"], page.locator(".beside")).click()
    expect(page.locator(".agenda-title")).to_contain_text(way.other)
    points = page.locator(".agenda > .part li[data-fact]")
    rejected = points.first.get_attribute("data-fact")
    console.button(t["verdict.reject"], points.first).click()
    again = console.button(t["plan.again"], page.locator(".kept"))
    again.click()
    expect(page.locator(f"[data-fact='{rejected}']")).to_have_count(0)
    console.button(t["verdict.done"], points.first).click()
    expect(console.button(t["verdict.done"], points.first)).to_have_attribute("aria-pressed", "true")
    _seen(console, way)
    page.evaluate("window.print = () => {}")
    with page.expect_download() as download:
        console.button(t["handout.invite"]).click()
    assert download.value.suggested_filename.endswith(".ics")
    console.button(t["handout.print"]).click()
    expect(page.frame_locator(".sheet iframe").locator("h1")).to_contain_text(way.other)
    _seen(console, way)
