"""A small client of the API, and what tests say of its answers."""

from typing import Any
from urllib.parse import quote

from devhost import Answer, FunctionsApp
from tests.api.described import description_of
from tests.clock import Clock

PROBLEM_KEYS = {"type", "title", "status", "detail"}


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

    def everything(self, org: str, workstream_id: str) -> list[Any]:
        """What an organisation has, as its lists show it: what a refused call must not change."""
        paths = (
            f"/orgs/{org}",
            f"/orgs/{org}/workstreams",
            f"/orgs/{org}/facts",
            f"/workstreams/{workstream_id}/facts",
            f"/workstreams/{workstream_id}/meetings",
            f"/agenda/proposals?org={org}",
        )
        return [body_of(self.get(path)) for path in paths]

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
