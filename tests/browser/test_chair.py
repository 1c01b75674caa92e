"""The chair's way: a meeting planned by a sentence, corrected, judged, kept and handed out."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opened

WAYS = [
    {"language": "en-US", "org": "org_harbor", "asked": "meeting about the mobile app tomorrow at 2pm, 45 min"},
    {"language": "pt-BR", "org": "org_demo", "asked": "reunião de 45 min amanhã às 14h", "phone": True, "dark": True},
]


@pytest.mark.parametrize("way", WAYS, ids=["wide and light, in English", "phone and dark, in Portuguese"])
def test_a_chair_plans_corrects_judges_and_hands_out(opened: Opened, way: dict[str, Any]) -> None:
    org, asked = way["org"], way["asked"]
    with opened(**{name: way[name] for name in way if name not in ("org", "asked")}) as console:
        t, page = console.texts, console.page
        console.open(f"#/{org}/plan")
        page.get_by_label(t["plan.sentence"]).fill(asked)
        page.keyboard.press("Enter")
        expect(page.locator(".part").first).to_be_visible()
        expect(page.locator(".clock").first).to_have_text("14:00")
        console.accessible()
        if way.get("phone"):
            console.fits()

        if way.get("phone"):
            expect(page.locator(".beside summary .digest")).to_contain_text("14:00")
            page.locator(".beside summary").click()
        page.get_by_label(t["understood.duration_minutes"]).fill("20")
        console.button(t["plan.again"], page.locator(".beside")).click()
        expect(page.locator("header .muted").filter(has_text="20 min")).to_be_visible()
        assert "duration_minutes=20" in page.url
        expect(page.locator(".agenda-title")).to_be_focused()
        if not way.get("phone"):
            for people, kept in (("Zilda", "people=Zilda"), ("", "people=%2C")):
                page.get_by_label(t["understood.people"]).fill(people)
                console.button(t["plan.again"], page.locator(".beside")).click()
                expect(page).to_have_url(re.compile(kept))
                expect(page.locator(".agenda-title")).to_be_focused()

        first, second = (page.locator(".agenda > .part li[data-fact]").nth(n) for n in (0, 1))
        rejected, done = (one.get_attribute("data-fact") for one in (first, second))
        console.button(t["verdict.reject"], first).click()
        expect(console.button(t["verdict.reject"], first)).to_have_attribute("aria-pressed", "true")
        expect(page.get_by_role("link", name=t["plan.open"])).to_be_visible()
        console.button(t["verdict.done"], second).click()
        expect(console.button(t["verdict.done"], second)).to_have_attribute("aria-pressed", "true")
        expect(second).to_contain_text(t["verdict.done.told"])
        expect(page.locator(".toast")).to_be_hidden()  # it would cover the next point
        console.button(t["plan.again"], page.locator(".kept")).click()
        for gone in (rejected, done):
            expect(page.locator(f"li[data-fact='{gone}']")).to_have_count(0)
        expect(page.locator(".agenda-title")).to_be_focused()

        page.keyboard.press("Shift+Tab")
        console.button(t["plan.keep"]).press("Enter")
        expect(page.get_by_role("link", name=t["plan.open"])).to_be_focused()
        page.keyboard.press("Enter")
        console.settled()
        expect(page.locator(".clock").first).to_have_text("14:00")
        judged = page.locator(".agenda > .part li[data-fact]").first
        console.button(t["verdict.not_now"], judged).click()
        expect(judged).to_contain_text(t["verdict.not_now.told"])
        page.reload()
        console.settled()
        expect(console.button(t["verdict.not_now"], judged)).to_have_attribute("aria-pressed", "true")
        kept = t["agendas.kept"].partition("{")[0]
        expect(page.locator("main > .muted").first).to_contain_text(re.compile(f"14:00 .* {kept}"))
        console.button(t["handout.preview"]).click()
        sheet = page.frame_locator(".sheet iframe")
        expect(sheet.locator("h1")).to_have_text(page.locator("main > h1").inner_text())
        words = judged.locator(".what > p").inner_text()
        expect(sheet.get_by_text(words)).to_have_count(0)
        console.button(t["verdict.not_now"], judged).click()
        expect(sheet.get_by_text(words)).to_have_count(1)  # the sheet follows the verdict that was taken back
        assert sheet.locator("main").evaluate("(main) => getComputedStyle(main).maxWidth") == "992px"
        page.evaluate("document.querySelector('iframe').contentWindow.print = () => window.printed = true")
        with page.expect_download() as download:
            console.button(t["handout.invite"]).click()
        invitation = Path(download.value.path()).read_text(encoding="utf-8")
        assert download.value.suggested_filename.endswith(".ics")
        assert re.search(r"^DTSTART:\d{8}T\d{6}Z\r?$", invitation, re.MULTILINE)
        console.button(t["handout.copy"]).click()
        expect(page.get_by_text(t["handout.copied"]).first).to_be_attached()
        assert page.evaluate("navigator.clipboard.readText()").startswith("# ")

        page.emulate_media(media="print")
        expect(page.locator("header.side")).to_be_hidden()
        expect(page.locator(".verdicts").first).to_be_hidden()
        expect(page.locator(".paper .what").first).to_be_visible()
        page.emulate_media(media="screen")

        page.get_by_label(t["rating.mark"]).select_option("4")
        console.button(t["rating.send"]).click()
        expect(page.get_by_text(t["rating.told"]).first).to_be_attached()
        console.accessible()
