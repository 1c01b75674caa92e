"""Commands that put something into the database."""

from dataclasses import asdict

from spine import demo
from spine.assembly import service
from spine.cli.printing import AsJson, answer


def seed(as_json: AsJson = False) -> None:
    """Load the two demo organisations.

    One that is there already is left alone.
    """
    seeded = demo.seed(service())
    lines = [
        f"{one.org_id} is there already; it was left alone."
        if one.already_there
        else f"{one.org_id}: {one.workstreams} workstreams and {one.facts} facts."
        for one in seeded
    ]
    answer({"organisations": list(map(asdict, seeded))}, "\n".join(lines), as_json=as_json)
