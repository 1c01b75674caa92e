"""What goes wrong is told in the API's words, and hostile texts stay texts."""

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Opened
from tests.browser.console import KEY
from tests.browser.texts import texts

HOSTILE = (
    "<img src=x onerror=document.title='hit'><script>document.title='hit'</script>",
    "javascript:document.title='hit'",
    "W" * 200,
    "\u202eמשימה‏ דחופה\u202c 🚀👩🏽‍💻 {count} ${1} {{title}}",
)


def test_hostile_texts_show_as_text(opened: Opened) -> None:
    with opened(phone=True) as console:
        facts = [
            {"fact_id": f"f{n}", "fact_type": "risk", "text": text, "owner": text[:200],
             "due_iso": "2026-12-25T01:00:00Z", "evidence": [{"quote": text, "who_said_label": text}]}
            for n, text in enumerate(HOSTILE)
        ]  # fmt: skip
        console.call(
            "PUT", "/orgs/hostile", {"name": HOSTILE[0], "context_text": HOSTILE[1], "time_zone": "America/Sao_Paulo"}
        )
        console.call("POST", "/orgs/hostile/facts", {"facts": facts})
        for n, text in enumerate(HOSTILE):
            said = {"title": text, "owner": text, "tags": [text[:64]], "description": text}
            console.call("POST", "/orgs/hostile/workstreams", {"workstream_id": f"ws{n}", **said})
        ids = {"fact_ids": [fact["fact_id"] for fact in facts]}
        console.call("POST", "/workstreams/ws0/link-facts?org=hostile", ids)
        page = console.page
        for view in ("board", "workstream/ws0", "facts?linked=any", "plan?text=risks", "suggestions", "settings"):
            console.open(f"#/hostile/{view}")
            assert page.locator("img:not(.brand img), main script, a[href^='javascript']").count() == 0
            console.fits()
        console.open("#/hostile/facts?linked=any")
        expect(page.locator(".about").first).to_contain_text("Dec 24")  # the day in the organisation's zone
        console.open("#/hostile/board")
        for text in HOSTILE:
            expect(page.locator("h3 a").get_by_text(text, exact=True)).to_be_visible()
        console.open("#/hostile/plan?text=risks")
        for text in HOSTILE:
            expect(page.locator(".what > p").get_by_text(text, exact=True)).to_be_visible()
        console.accessible()
        assert "hit" not in page.title()


def test_of_two_who_edit_a_workstream_the_second_is_told(opened: Opened) -> None:
    with opened() as console:
        console.call("POST", "/orgs/twice/workstreams", {"workstream_id": "ws", "title": "Contract", "priority": 3})
        t, page = console.texts, console.page
        console.refused |= {404, 412}  # it has a workstream, but no settings
        console.open("#/twice/board")
        page.get_by_role("button", name=t["edit.what"].replace("{title}", "Contract")).click()
        console.call("PATCH", "/workstreams/ws?org=twice", {"owner": "Ana", "priority": 9})
        page.get_by_label(t["field.title"]).fill("Contract with BYD")
        console.button(t["save"]).click()
        told = page.get_by_role("alert")
        expect(told).to_contain_text(t["conflict.theirs"])
        expect(told.locator("li")).to_have_text([f"{t['field.priority']} 9", f"{t['field.owner']} Ana"])
        console.accessible()
        console.button(t["save"]).click()
        card = page.locator(".card")
        expect(card.get_by_role("link")).to_have_text("Contract with BYD")
        expect(card).to_contain_text("9")
        expect(card).to_contain_text("Ana")


def test_what_is_refused_is_told_beside_its_field_and_what_takes_long_is_shown(opened: Opened) -> None:
    with opened(language="pt-BR") as console:
        t, page = console.texts, console.page
        console.refused.add(422)
        console.call("PUT", "/orgs/trouble", {"name": "Trouble"})
        console.open("#/trouble/settings")
        page.get_by_label(t["settings.zone"]).fill("Nárnia/Sul")
        console.button(t["save"]).click()
        zone = page.locator("[data-field=time_zone]")
        expect(zone.locator("input")).to_be_focused()
        expect(zone.locator(".error")).to_contain_text(t["error.refused"])
        expect(zone.locator(".error [lang=en]")).to_contain_text("IANA")
        expect(zone.locator("input")).to_have_attribute("aria-invalid", "true")

        console.refused.add(0)
        page.route("**/orgs/trouble/facts*", lambda route: route.abort())
        page.locator("nav").get_by_role("link", name=t["place.facts"]).click()
        expect(page.get_by_role("alert")).to_contain_text(t["error.offline"])
        page.unroute("**/orgs/trouble/facts*")
        _slowly(page, "**/orgs/trouble/facts*")
        console.button(t["again"]).click()
        expect(page.locator(".bar")).to_be_visible()
        expect(page.locator("main")).to_have_attribute("aria-busy", "true")
        expect(page.get_by_text(t["facts.none"])).to_be_visible()
        expect(page.locator(".bar")).to_be_hidden()


def test_what_an_invitation_lacks_is_told_beside_its_field(opened: Opened) -> None:
    with opened(phone=True) as console:
        t, page = console.texts, console.page
        console.refused.add(422)
        console.open("#/org_harbor/plan?text=mobile app, 20 min")
        console.button(t["handout.invite"]).click()
        expect(page.get_by_label(t["understood.start_iso"])).to_be_focused()
        expect(page.locator("[data-field=start_iso] .error")).to_contain_text("start")


def test_a_stale_workstream_is_confirmed(opened: Opened) -> None:
    with opened(language="pt-BR") as console:
        t, page = console.texts, console.open("#/org_harbor/board?stale=true").page
        page.locator(".card h3 a").first.click()
        console.button(t["workstream.confirm"]).click()
        expect(page.locator(".about.large")).to_contain_text(t["days.none"])
        expect(console.button(t["workstream.confirm"])).to_have_count(0)
        expect(console.button(t["edit"])).to_be_focused()


def test_a_wrong_key_is_asked_for_again(opened: Opened) -> None:
    with opened() as console:
        t, page = console.texts, console.page
        console.refused.add(401)
        page.goto(f"{console.url}/console#/org_demo/board")
        key = page.get_by_label(t["signin.key"])
        key.fill("no key at all")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_have_text(t["signin.refused"])
        console.accessible()
        key.fill(KEY)
        page.keyboard.press("Enter")
        expect(page.locator(".card").first).to_be_visible()
        assert page.evaluate("Object.keys(localStorage)") == []
        console.button(t["signin.out"], page.locator("header")).click()
        expect(key).to_be_visible()


def test_a_request_that_was_under_way_when_the_key_was_given_asks_for_no_other(opened: Opened) -> None:
    with opened() as console:
        page = console.page
        console.refused.add(401)

        def late(route: Route) -> None:
            answer = route.fetch()
            page.wait_for_timeout(800 if answer.status == 401 else 0)
            route.fulfill(response=answer)

        page.route("**/orgs/org_demo", late)
        page.goto(f"{console.url}/console#/org_demo/board")
        page.locator("input[type=password]").fill(KEY)
        page.keyboard.press("Enter")
        expect(page.locator(".card").first).to_be_visible()
        expect(page.locator("header .organisation")).to_have_text("Ipê-Mirim")
        expect(page.get_by_role("dialog")).to_have_count(0)
        page.unroute_all(behavior="wait")


def test_where_the_service_takes_a_sign_in_the_account_comes_first(opened: Opened) -> None:
    with opened() as console:
        t, page = console.texts, console.page
        console.refused.add(401)
        page.route("**/orgs/**", lambda route: route.fulfill(status=401, headers={"WWW-Authenticate": "Bearer"}))
        page.goto(f"{console.url}/console#/acme/board?stale=true")
        account = page.get_by_role("dialog").locator("a, input").first
        expect(account).to_have_text(t["signin.account"])
        back = "%2Fconsole%23%2Facme%2Fboard%3Fstale%3Dtrue"
        expect(account).to_have_attribute("href", f"/.auth/login/aad?post_login_redirect_uri={back}")
        console.accessible()


def _slowly(page: Page, pattern: str) -> None:
    """Answer requests half a second late."""

    def late(route: Route) -> None:
        page.wait_for_timeout(600)
        route.continue_()

    page.route(pattern, late)


def test_an_organisation_that_is_not_there_is_named_and_can_be_made(opened: Opened) -> None:
    with opened() as console:
        t, page = console.texts, console.page
        console.refused.add(404)
        console.open("#/nobody/facts")
        expect(page.locator("main h1")).to_have_text(t["organisations.unknown"].replace("{org}", "nobody"))
        expect(page.locator("nav")).to_have_count(0)
        console.accessible()
        page.get_by_role("link", name=t["organisations.makeIt"]).click()
        page.get_by_label(t["organisations.name"]).fill("Somebody")
        expect(page.get_by_label(t["organisations.id"])).to_have_value("nobody")
        console.button(t["organisations.make"]).click()
        expect(page.locator("[aria-current=step]")).to_contain_text(t["guide.notes"])


def test_what_was_typed_outlives_a_change_of_the_language(opened: Opened) -> None:
    with opened() as console:
        page, portuguese = console.open("#/org_harbor/board").page, texts("pt")
        page.locator(".card button").nth(1).click()
        page.locator(".card input[name=title]").fill("A better title")
        page.get_by_role("button", name="Português").click()
        expect(page.locator(".card input[name=title]")).to_have_value("A better title")
        expect(console.button(portuguese["save"])).to_be_visible()
        expect(page.get_by_role("button", name="Português")).to_be_focused()
        console.go(portuguese["place.notes"])
        page.locator("textarea[name=text]").fill("# Board\nRisk: the lease ends")
        page.locator("input[name=title]").fill("Lease")
        page.get_by_role("button", name="English").click()
        expect(console.button(console.texts["notes.read"])).to_be_visible()
        expect(page.locator("textarea[name=text]")).to_have_value("# Board\nRisk: the lease ends")
        expect(page.locator("input[name=title]")).to_have_value("Lease")
