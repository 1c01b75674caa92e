"""The page to read and try the API, in a browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.console import KEY

OVERFLOWING = """() => {
  const found = [];
  const look = (root) => root.querySelectorAll("*").forEach((one) => {
    if (one.shadowRoot) look(one.shadowRoot);
    if (one.matches("pre") && one.scrollWidth > one.clientWidth) found.push(one.textContent.slice(0, 40));
  });
  look(document);
  return found;
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    yield opened
    context.close()
    assert faults == []


def test_the_page_opens_with_a_first_call_that_works(page: Page, url: str) -> None:
    page.goto(f"{url}/docs")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#answer")).to_contain_text("Fill in a function key")
    page.get_by_label("Function key").fill(KEY)
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#answer")).to_contain_text("# Ipê-Mirim")
    assert KEY not in page.content()


def test_methods_stand_beside_paths_and_a_prefilled_call_works_with_the_key_given_first(page: Page, url: str) -> None:
    page.goto(f"{url}/docs")
    page.get_by_label("Function key").fill(KEY)
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#answer")).to_contain_text("200")
    page.get_by_text("Facts", exact=True).first.click()
    page.get_by_role("navigation").get_by_role("link", name="get /facts /{fact_id}", exact=True).click()
    expect(page.locator("input[data-pname=fact_id]")).to_have_value("fact_im_15")
    page.get_by_role("button", name="Execute").first.click()
    expect(page.get_by_text("Response Status: OK (200)")).to_be_visible()
    assert page.evaluate(OVERFLOWING) == []


def test_the_page_is_dark_where_the_reader_wants_it_dark(page: Page, url: str) -> None:
    grounds = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(f"{url}/docs")
        explorer = page.locator("openapi-explorer")
        grounds[scheme] = explorer.evaluate("(one) => getComputedStyle(one).getPropertyValue('--bg')")
    assert grounds == {"light": "#ffffff", "dark": "#14181d"}
