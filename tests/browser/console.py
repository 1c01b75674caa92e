"""The console in a browser, watched: whatever it asks, logs or violates is written down."""

from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Locator, Page, Request, expect

from tests.browser.texts import texts

KEY = "key-of-the-tests"
WATCH = """
  window.violations = [];
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
    window.violations.push(`${violatedDirective} ${blockedURI}`));
"""
RULES = "{ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }"
TARGETS = """() => [...document.querySelectorAll("a, button, input, select, textarea, summary")]
  .filter((one) => one.checkVisibility() && !one.closest("p, blockquote, label, .skip, .part-title, h3"))
  .map((one) => [one, one.getBoundingClientRect()])
  .filter(([one, box]) => box.width > 0 && box.height < 43.5)
  .map(([one, box]) => `${one.tagName} ${one.textContent.trim().slice(0, 40)} ${box.height}`)"""
expect.set_options(timeout=10_000)


class Console:
    """A page of the console, and what became known of it."""

    def __init__(self, page: Page, url: str, axe: str, language: str) -> None:
        self.page, self.url, self._axe = page, url, axe
        self.texts = texts(language)
        self.faults: list[str] = []
        self.refused: set[int] = set()
        """The statuses that the test provokes, 0 for no answer; Chromium logs each of them as an error."""
        page.add_init_script(WATCH)
        page.on("console", self._logged)
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("request", self._asked)

    def _logged(self, message: ConsoleMessage) -> None:
        provoked = any(f"status of {status} " in message.text for status in self.refused)
        provoked |= 0 in self.refused and "ERR_FAILED" in message.text
        if message.type in ("error", "warning") and not provoked:
            self.faults.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.url, "blob:", "data:")):
            self.faults.append(f"another host: {urlsplit(request.url).netloc}")

    def open(self, link: str = "#/") -> "Console":
        """Open a link with the tests' key, which is asked for where the tab has none yet."""
        self.refused.add(401)
        self.page.goto(f"{self.url}/console{link}")
        self.page.wait_for_selector("dialog[open], main h1")
        if self.page.locator("dialog[open]").count():
            self.page.locator("input[type=password]").fill(KEY)
            self.page.keyboard.press("Enter")
        return self.settled()

    def settled(self) -> "Console":
        """Wait until the view is drawn."""
        self.page.wait_for_selector("main:not([aria-busy]) h1")
        return self

    def go(self, name: str) -> "Console":
        """Follow a link of the navigation, which is a menu on a phone."""
        if self.page.locator("nav summary").is_visible():
            self.page.locator("nav summary").click()
        self.page.locator("nav").get_by_role("link", name=name, exact=True).click()
        self.page.wait_for_selector(f"nav [aria-current]:text-is('{name}')", state="attached")
        return self.settled()

    def call(self, method: str, path: str, body: object = None) -> None:
        """A call of the API beside the page, as another program makes it."""
        answer = self.page.request.fetch(
            f"{self.url}{path}", method=method, data=body, headers={"x-functions-key": KEY}
        )
        assert answer.ok, answer.text()

    def button(self, name: str, within: Locator | None = None) -> Locator:
        return (within or self.page.locator("main")).get_by_role("button", name=name, exact=True)

    def accessible(self) -> None:
        """Hold the page against axe-core's rules, at the end of what moves."""
        self.page.evaluate(self._axe)
        found: list[dict[str, Any]] = self.page.evaluate(f"axe.run(document, {RULES}).then((r) => r.violations)")
        said = [f"{one['id']}: {[node['target'] for node in one['nodes']]} {one['help']}" for one in found]
        assert said == [], "\n".join(said)

    def fits(self) -> None:
        """Nothing sticks out at the side, and every target is large enough for a thumb."""
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), self.page.url
        small: list[str] = self.page.evaluate(TARGETS)
        assert small == [], small

    def check(self) -> None:
        """That nothing went wrong behind the page's back."""
        assert self.page.evaluate("window.violations") == []
        assert self.faults == []
