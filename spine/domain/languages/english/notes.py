"""English: notes on an agenda."""

from spine.domain.languages.note_forms import NoteWording

NOTES = NoteWording(
    unknown_organisation="No organisation is called “{}”, so nothing was planned.",
    ambiguous_organisation="Several organisations have the name that was given; this agenda is for {organisation}.",
    ambiguous_organisation_only="Several organisations are called “{}”, so nothing was planned; give an id.",
    other_organisations="This agenda is for {organisation} alone, and not for {others}.",
    unknown_party="“{name}” is not known here; this agenda is for {organisation}.",
    unknown_party_only="No organisation, person or workstream is called “{}”, so nothing was planned.",
    unknown_person="Nobody called “{name}” is known in {organisation}.",
    ambiguous_person="“{name}” may be {people}; give the full name.",
    nothing_of_people="No open work of {people} is stored.",
    nothing_of_people_about="Nothing of {people} is about “{subject}”; this is their other open work.",
    subject_not_found="Nothing was found about “{}”; these are the priorities.",
    subject_unmatched="No workstream is about “{}”, so nothing was planned.",
    no_workstreams="There are no workstreams to plan from.",
    clamped="A meeting takes {least} to {most} minutes; {minutes} are planned.",
    no_time="“{}” is no time of day and was ignored.",
    no_span="“{}” does not end after it starts; only its start was read.",
    no_date="“{}” is no date and was ignored.",
    time_zone="The time was read in UTC: the organisation has no time zone.",
    date_order="The date was read as {date}.",
    alternatives="or",
    conjunction="and",
)
