"""Commands about stored agendas: making one, and saying afterwards what came of its bullets."""

from collections.abc import Iterable, Mapping
from typing import Annotated

import typer

from spine import bootstrap
from spine.domain.fact_states import Verdict
from spine.domain.facts import Fact
from spine.domain.languages import NAMES, TAGS
from spine.domain.planning.modes import MacroMode
from spine.domain.proposals import Proposal
from spine.operations.cli.agenda_view import write_agenda
from spine.operations.cli.output import AsJson, answer, note
from spine.operations.cli.planning import Format
from spine.operations.errors import Refused
from spine.schemas.planning import Feedback, ProposeRequest
from spine.schemas.validation import validate
from spine.usecases import feedback as verdicts
from spine.usecases import proposals
from spine.usecases.handouts import handout_of_proposal, text_of_proposal


def propose(
    text: Annotated[
        list[str], typer.Argument(metavar="TEXT", help=f"One sentence in {NAMES}: what the meeting is about.")
    ],
    form: Annotated[Format | None, typer.Option("--format", help="The output format.")] = None,
    org: Annotated[str | None, typer.Option(help="The organisation, by id, name or alias.")] = None,
    subject: Annotated[str | None, typer.Option(help="The subject; overrides the sentence.")] = None,
    minutes: Annotated[int | None, typer.Option(help="Length of the meeting in minutes, 5–480.")] = None,
    language: Annotated[str | None, typer.Option(help=f"{TAGS}.")] = None,
    start: Annotated[str | None, typer.Option(help="When it starts: 2026-03-10T14:00; ics needs a start.")] = None,
    meeting: Annotated[str | None, typer.Option(metavar="ID", help="The meeting's id in your calendar.")] = None,
    macro: Annotated[MacroMode | None, typer.Option(help="The mode; overrides the organisation's setting.")] = None,
    as_json: AsJson = False,
) -> None:
    """Plan a meeting and store its agenda.

    So it can be rated with `feedback`, and what stays open comes back. The same call again updates the agenda.
    """
    given = {"text": " ".join(text), "org": org, "subject": subject, "duration_minutes": minutes, "language": language}
    given |= {"start_iso": start, "macro": macro, "meeting_id": meeting}
    request = validate(ProposeRequest, given)
    service = bootstrap.service()
    made = proposals.propose(service, request)
    if as_json or form is Format.JSON:
        return answer(made, "", as_json=True)
    proposal = proposals.read(service, made["proposal_id"], None)
    write_agenda(
        form, lambda: handout_of_proposal(service, proposal), lambda to: text_of_proposal(service, proposal, to)["text"]
    )
    note(f"Stored in {proposal.org_id} as {proposal.proposal_id}.")
    return note(f"Afterwards, say what came of it: feedback {proposal.proposal_id}")


Bullets = list[str] | None


def feedback(
    proposal: Annotated[str, typer.Argument(metavar="PROPOSAL", help="The id of a stored agenda.")],
    rating: Annotated[int | None, typer.Option(help="How useful the agenda was, 1–5.")] = None,
    done: Annotated[Bullets, typer.Option(metavar="N", help="Bullet N is dealt with.")] = None,
    reject: Annotated[Bullets, typer.Option(metavar="N", help="Bullet N is to stay out of agendas.")] = None,
    not_now: Annotated[Bullets, typer.Option(metavar="N", help="Bullet N was not for this meeting.")] = None,
    accept: Annotated[Bullets, typer.Option(metavar="N", help="Bullet N was right.")] = None,
    comment: Annotated[str | None, typer.Option(help="Anything else.")] = None,
    org: Annotated[str | None, typer.Option(help="The organisation, where several have such an agenda.")] = None,
    as_json: AsJson = False,
) -> None:
    """Say what came of an agenda's bullets, and how useful it was.

    N is a bullet's number in the agenda, or a fact's id. The options with N can be repeated.
    """
    service = bootstrap.service()
    stored = proposals.read(service, proposal, org)
    said = {Verdict.DONE: done, Verdict.REJECT: reject, Verdict.NOT_NOW: not_now, Verdict.ACCEPT: accept}
    judged = _judged(stored, {verdict: names or () for verdict, names in said.items()})
    bullets = [{"fact_id": fact_id, "verdict": verdict.value} for fact_id, verdict in judged.items()]
    wanted = list(judged)
    known = service.store.get_many(Fact, stored.org_id, wanted)
    if unknown := [fact_id for fact_id in wanted if fact_id not in known]:
        raise Refused(f"no fact {unknown[0]!r} in {stored.org_id}")
    given = {"rating": rating, "comment": comment, "bullets": bullets or None}
    if not any(value is not None for value in given.values()):
        raise typer.BadParameter("say something: --rating, --done, --reject, --not-now, --accept or --comment")
    told = verdicts.give(service, proposal, stored.org_id, validate(Feedback, given))
    rated = f"rated {rating} of 5" if rating is not None else ""
    counted = f"{len(bullets)} bullet{'' if len(bullets) == 1 else 's'} judged" if bullets else ""
    commented = "commented" if comment is not None else ""
    answer(told, f"{proposal}: {', '.join(filter(None, [rated, counted, commented]))}.", as_json=as_json)


def _judged(proposal: Proposal, said: Mapping[Verdict, Iterable[str]]) -> dict[str, Verdict]:
    """The verdict on each fact named. Raises Refused for a number that the agenda has not."""
    judged: dict[str, Verdict] = {}
    for verdict, names in said.items():
        for name in names:
            before = judged.setdefault(_fact_of(proposal, name), verdict)
            if before is not verdict:
                raise typer.BadParameter(f"bullet {name} is judged twice: {before.value} and {verdict.value}")
    return judged


def _fact_of(proposal: Proposal, name: str) -> str:
    """The id of the fact that is named by its bullet's number, or by its id."""
    shown = proposal.supporting_fact_ids
    if not name.isdecimal():
        return name
    if not 1 <= int(name) <= len(shown):
        raise Refused(f"the agenda has {len(shown)} bullets, and no number {name}")
    return shown[int(name) - 1]
