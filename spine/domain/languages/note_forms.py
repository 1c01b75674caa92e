"""What an agenda says to whoever asked for it: whom it is for, and what of the request was not known or not found."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class NoteWording:
    """Sentences, each true by itself; {} is where a name, a number or words of the request go."""

    unknown_organisation: str
    ambiguous_organisation: str
    """Of {organisation}, which is planned."""
    ambiguous_organisation_only: str
    """Of a name for which nothing is planned."""
    other_organisations: str
    """Of {others}, which are named too, and {organisation}."""
    unknown_party: str
    """Of {name}, and {organisation}, which is planned."""
    unknown_party_only: str
    """Of a name for which nothing is planned."""
    unknown_person: str
    """Of {name} and {organisation}."""
    ambiguous_person: str
    """Of {name} and {people}."""
    nothing_of_people: str
    """Of {people}, of whose open work nothing is stored."""
    nothing_of_people_about: str
    """Of {people}, of whose open work nothing is about {subject}."""
    subject_not_found: str
    """Of a subject that stored priorities stand in for."""
    subject_unmatched: str
    """Of a subject for which nothing is planned."""
    no_workstreams: str
    clamped: str
    """Of the limits and the {minutes} that are planned."""
    no_time: str
    no_date: str
    no_span: str
    """Of a range of clock times without a length."""
    time_zone: str
    date_order: str
    """Of the {date} that was read."""
    alternatives: str
    """Ties the last of several names of which one is meant: "or"."""
    conjunction: str
    """Ties the last of several names."""
