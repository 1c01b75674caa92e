"""A small client of the API, and what tests say of its answers."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from devhost import Answer, FunctionsApp
from tests.api.described import description_of

FACT_KEYS = set(
    """fact_id org_id fact_type status text title owner due_iso confidence language meeting_id transcript_id payload
    evidence entities created_at updated_at""".split()
)
WORKSTREAM_KEYS = set(
    """workstream_id org_id title description status priority owner start_iso target_iso tags created_at updated_at
    stale days_since_update stale_flagged_at effective_status""".split()
)
PROBLEM_KEYS = {"type", "title", "status", "detail"}


class Clock:
    """The clock that the app reads in tests; it stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        """Let some days, hours, minutes or seconds go by."""
        self.now += timedelta(**time)

    def date(self, days: int = 0) -> str:
        """The day that lies so many days ahead, YYYY-MM-DD."""
        return (self.now + timedelta(days=days)).date().isoformat()

    def iso(self, **ahead: float) -> str:
        """A moment some time ahead, as the API writes it."""
        return (self.now + timedelta(**ahead)).strftime("%Y-%m-%dT%H:%M:%SZ")


def body_of(answer: Answer, status: int = 200) -> Any:
    """The JSON of an answer that has this status."""
    assert answer.status == status, f"{answer.status} instead of {status}: {answer.body[:600]!r} {answer.stack}"
    return answer.json()


def refused(answer: Answer, status: int, *names: str) -> dict[str, Any]:
    """The problem that an answer tells; it has this status and names each of these."""
    problem = body_of(answer, status)
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem.keys() >= PROBLEM_KEYS
    assert problem["status"] == status
    assert "Traceback" not in str(problem)
    for error in problem.get("errors", []):
        assert error.keys() == {"loc", "msg"}
    for name in names:
        assert name in str(problem), f"{name!r} is not named in {problem}"
    return problem


class Api:
    """Calls of the API. Words behind a path are its query; `None` leaves one out.

    Every answer is held against the API's own description: whatever a test calls, the description tells the truth.
    """

    def __init__(self, app: FunctionsApp, clock: Clock) -> None:
        self.app = app
        self.clock = clock
        self.description = description_of(app)

    def call(self, method: str, path: str, /, query: dict[str, Any] | None = None, **request: Any) -> Answer:
        given = {name: value for name, value in (query or {}).items() if value is not None}
        answer = self.app.invoke_http(method, path, query=given, **request)
        self.description.check(self.app, method, path, answer)
        return answer

    def get(self, path: str, /, **query: Any) -> Answer:
        return self.call("GET", path, query)

    def post(self, path: str, json: Any = None, /, **query: Any) -> Answer:
        return self.call("POST", path, query, json=json)

    def patch(self, path: str, json: Any = None, /, **query: Any) -> Answer:
        return self.call("PATCH", path, query, json=json)

    def put(self, path: str, json: Any = None, /, **query: Any) -> Answer:
        return self.call("PUT", path, query, json=json)

    def delete(self, path: str, /, **query: Any) -> Answer:
        return self.call("DELETE", path, query)

    def workstream(self, org: str, title: str = "Integrações", **fields: Any) -> dict[str, Any]:
        """A workstream, made."""
        return body_of(self.post(f"/orgs/{org}/workstreams", {"title": title, **fields}))

    def facts(self, org: str, *facts: dict[str, Any]) -> list[str]:
        """The ids of some facts, stored."""
        given = [{"fact_type": "decision", **fact} for fact in facts]
        return body_of(self.post(f"/orgs/{org}/facts", {"facts": given}))["fact_ids"]

    def fact(self, org: str, text: str = "Usar a API nova", **fields: Any) -> str:
        """The id of one fact, stored."""
        return self.facts(org, {"text": text, **fields})[0]

    def link(self, workstream_id: str, *fact_ids: str, weight: float | None = None, org: str | None = None) -> Any:
        """The answer to linking facts."""
        body = {"fact_ids": list(fact_ids)} | ({} if weight is None else {"weight": weight})
        return body_of(self.post(f"/workstreams/{workstream_id}/link-facts", body, org=org))

    def seeded(self, org: str, title: str, *facts: dict[str, Any], **fields: Any) -> dict[str, Any]:
        """A workstream with some facts linked."""
        made = self.workstream(org, title, **fields)
        if facts:
            self.link(made["workstream_id"], *self.facts(org, *facts), org=org)
        return made

    def plan(self, text: str, macro_query: str | None = None, **options: Any) -> Any:
        """The answer to POST /agenda/plan-nl."""
        return body_of(self.post("/agenda/plan-nl", {"text": text, **options}, macro=macro_query))

    def propose(self, **request: Any) -> Any:
        """The answer to POST /agenda/propose."""
        return body_of(self.post("/agenda/propose", request))

    def pages(self, path: str, name: str, /, limit: int, **query: Any) -> list[list[Any]]:
        """The pages of a list, read to its end."""
        pages, cursor = [], None
        while True:
            answer = body_of(self.get(path, limit=limit, cursor=cursor, **query))
            pages.append(answer[name])
            cursor = answer.get("next_cursor")
            if cursor is None:
                return pages
            assert len(quote(cursor)) < 1_900, "a URL must stay under 2,000 characters"
            assert len(pages) < 300, "the list does not end"


def sentences(count: int) -> list[str]:
    """So many texts that share no word and no letters to speak of, the same in every run."""
    return [" ".join(_word(f"{n} {place}") for place in range(3)) for n in range(count)]


def _word(seed: str) -> str:
    digest = sha256(seed.encode()).digest()
    return "".join("bdfgjklmnprstvz"[a % 15] + "aeiou"[b % 5] for a, b in zip(digest[:4], digest[4:8], strict=True))


def bullets(plan: Any) -> list[dict[str, Any]]:
    """All bullets of a plan's or a proposal's agenda, in order."""
    agenda = plan.get("proposal", plan)["agenda"]
    return [b for section in agenda["sections"] for item in section["items"] for b in item["bullets"]]


def shown(plan: Any) -> list[str]:
    """The ids of the facts that an agenda shows, in order."""
    return [bullet["fact_id"] for bullet in bullets(plan)]


def metadata(plan: Any) -> dict[str, Any]:
    """The `_metadata` of a plan."""
    return plan["proposal"]["agenda"]["_metadata"]
