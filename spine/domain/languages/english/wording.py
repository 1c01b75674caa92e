"""English: what people read on an agenda."""

from spine.domain.fact_types import Kind
from spine.domain.languages.pack import Wording

WORDING = Wording(
    headings={
        Kind.DECIDE: "To decide",
        Kind.RISKS: "Risks",
        Kind.ACTIONS: "Actions",
        Kind.QUESTIONS: "Open questions",
        Kind.GOALS: "Goals",
        Kind.STATUS: "Where we stand",
        Kind.DECIDED: "Decided",
        Kind.ALSO: "Also",
    },
    carried_over="Carried over",
    other_open_items="Other open items",
    if_time_remains="If time remains",
    meeting_about="Meeting: {}",
    meeting_with="{} meeting",
    priorities="{}: priorities",
    one_to_one="1:1: {}",
    open_items_of="{}: open items",
    minutes="{} min",
    evidence="(evidence: {})",
    owner="owner: {}",
    due="due: {}",
    overdue="overdue",
    due_soon="due soon",
    overdue_by="{} days overdue",
    overdue_by_a_day="1 day overdue",
    due_today="due today",
    due_tomorrow="due tomorrow",
    due_on="due {}",
    due_in="due in {} days",
    decision_pending="decision pending",
    said_in_meetings="said in {} meetings",
    moved="date moved",
    weekday_names=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    from_last_meeting="from the last meeting",
    subject_not_found="Nothing was found about “{}”; these are the priorities.",
    no_facts="There are no facts yet to make this agenda from.",
    date="{day_number} {month_name} {year}",
    month_names=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    snapshot="{workstreams} workstreams ({red} red, {yellow} yellow, {green} green); "
    "{stale} not updated for {days} days or more; {empty} without facts; {overdue} overdue actions.",
)
