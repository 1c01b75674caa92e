"""English: what people read on an agenda."""

from spine.domain.fact_types import Group
from spine.domain.languages.pack import Wording

WORDING = Wording(
    headings={
        Group.GOALS: "Goals",
        Group.DECISIONS: "Decisions",
        Group.RISKS: "Risks",
        Group.ACTIONS: "Actions",
        Group.QUESTIONS: "Open questions",
        Group.CONTEXT: "Context",
    },
    alignments="Alignments",
    open_questions="Open Questions",
    next_steps="Next Steps",
    carried_over="Carried over",
    meeting_about="Meeting: {}",
    meeting_with="{} meeting",
    top_priorities="Top priorities {}",
    minutes="{} min",
    evidence="(evidence: {})",
    owner="owner: {}",
    due="due: {}",
    overdue="overdue",
    due_soon="due soon",
    from_last_meeting="from the last meeting",
    subject_not_found="Nothing was found about “{}”; these are the priorities.",
    no_facts="There are no facts yet to make this agenda from.",
    date="{day_number} {month_name} {year}",
    month_names=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    snapshot="{workstreams} workstreams ({red} red, {yellow} yellow, {green} green); "
    "{stale} not updated for {days} days or more; {empty} without facts; {overdue} overdue actions.",
)
