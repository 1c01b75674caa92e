"""The whole way by keyboard alone: whatever has the focus is seen, and nothing holds it."""

from playwright.sync_api import expect

from tests.browser.conftest import Opened
from tests.browser.console import KEY, Console

FOCUSED = """() => {
  const one = document.activeElement;
  const named = one.labels?.[0];
  const label = one.getAttribute("aria-label") ?? (named?.querySelector("span") ?? named ?? one).textContent;
  const { outlineStyle, outlineWidth } = getComputedStyle(one);
  return [label.trim(), one.tagName, outlineStyle !== "none" && parseFloat(outlineWidth) >= 2];
}"""
LONGEST = 60


def tab_to(console: Console, name: str) -> None:
    """Press Tab until something of this name has the focus; each stop on the way has to be seen."""
    passed = []
    for _ in range(LONGEST):
        console.page.keyboard.press("Tab")
        label, tag, is_seen = console.page.evaluate(FOCUSED)
        assert is_seen or tag == "BODY", f"{tag} {label} has the focus and does not show it"
        passed.append(label)
        if label == name:
            return
    raise AssertionError(f"{name} is not reached; there are {passed}")


def test_a_workstream_is_made_edited_and_planned_by_keyboard(opened: Opened) -> None:
    with opened() as console:
        t, page, keys = console.texts, console.page, console.page.keyboard
        console.refused |= {401, 404}
        page.goto(f"{console.url}/console")
        expect(page.get_by_label(t["signin.key"])).to_be_focused()
        keys.type(KEY)
        keys.press("Enter")
        console.settled()

        tab_to(console, t["organisations.name"])
        keys.type("Keyboard & Co.")
        tab_to(console, t["organisations.make"])
        keys.press("Enter")
        expect(page.get_by_role("heading", level=1, name=t["place.board"])).to_be_focused()
        assert page.url.endswith("#/keyboard-co/board")

        tab_to(console, t["workstream.new"])
        keys.press("Enter")
        expect(page.get_by_label(t["field.title"])).to_be_focused()
        keys.type("Contract")
        keys.press("Enter")
        expect(page.get_by_role("heading", level=1, name="Contract")).to_be_focused()

        tab_to(console, t["edit"])
        keys.press("Enter")
        tab_to(console, t["field.status"])
        keys.press("ArrowUp")
        keys.press("ArrowUp")
        tab_to(console, t["save"])
        keys.press("Enter")
        expect(page.locator(".about.large")).to_contain_text(t["colour.red"])
        expect(console.button(t["edit"])).to_be_focused()

        keys.press("Shift+Tab")
        keys.press("Shift+Tab")
        tab_to(console, t["remove"])
        keys.press("Enter")
        expect(page.get_by_role("dialog")).to_be_visible()
        keys.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()
        expect(console.button(t["remove"])).to_be_focused()

        page.goto(f"{console.url}/console#/org_harbor/plan")
        console.settled()
        tab_to(console, t["plan.sentence"])
        keys.type("mobile app, 20 min")
        keys.press("Enter")
        expect(page.locator(".part").first).to_be_visible()
        tab_to(console, t["verdict.not_now"])
        keys.press("Space")
        expect(page.locator("[data-verdict=not_now]")).to_have_count(1)
        expect(page.locator(":focus")).to_have_attribute("aria-pressed", "true")
        keys.press("Space")
        expect(page.locator("[data-verdict=accept]")).to_have_count(1)


def test_a_filter_keeps_the_focus_while_it_is_changed(opened: Opened) -> None:
    with opened() as console:
        t, page = console.texts, console.open("#/org_harbor/facts").page
        tab_to(console, t["filter.types"])
        page.keyboard.press("ArrowDown")
        expect(page.locator("main:not([aria-busy]) .kind").first).to_have_text(t["type.decision_needed"])
        expect(page.get_by_label(t["filter.types"])).to_be_focused()
        assert "types=decision_needed" in page.url


def test_after_a_fact_is_linked_the_next_one_can_be_linked(opened: Opened) -> None:
    with opened() as console:
        t, page = console.texts, console.open("#/org_harbor/board").page
        page.locator(".card a, main li a").first.click()
        console.settled()
        page.get_by_label(t["filter.q"]).fill("customers app partners")
        page.keyboard.press("Enter")
        found = page.locator("section[aria-labelledby=adding] li.fact")
        expect(found.nth(1)).to_be_visible()
        count = found.count()
        console.button(t["link.do"], found.first).press("Enter")
        expect(found).to_have_count(count - 1)
        expect(console.button(t["link.do"], found.first)).to_be_focused()
