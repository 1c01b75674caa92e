"""English: what meetings are called."""

from spine.domain.languages.name_forms import MeetingNames
from spine.domain.languages.notation import word_set

MEETING_NAMES = MeetingNames(
    gatherings=(
        "stand up", "stand ups", "standup", "standups", "daily", "dailies", "scrum", "all hands", "town hall",
        "townhall", "agm", "egm", "plenary", "general assembly", "steerco", "toolbox talk", "huddle", "huddles",
        "away day", "offsite", "off site", "weekly", "monthly", "fortnightly", "quarterly",
    ),
    occasions=(
        "kick off", "kickoff", "retro", "retros", "retrospective", "retrospectives", "post mortem", "postmortem",
        "debrief", "briefing", "sprint planning", "sprint demo", "wash up",
    ),
    bodies=(
        "committee", "committees", "council", "steering", "steering group", "senate", "trustees", "governors",
        "taskforce", "task force", "working group", "board of directors", "board of trustees", "board of governors",
    ),
    bodies_and_things=("board", "boards"),
    kinds=(
        "meeting", "meetings", "mtg", "call", "sync", "session", "conversation", "workshop", "forum", "conference",
        "pre meeting", "pre call",
        "work session", "working session", "get together", "catch up", "catchup", "touchpoint", "check in", "checkin",
    ),
    acts=("review", "reviews", "planning"),
    groups=word_set(
        """staff team teams crew squad group department leadership management managers executive executives exec
        execs directors partners shareholders stakeholders members owners homeowners residents tenants
        parents teachers faculty nurses doctors clinicians clinical consultants volunteers drivers
        operators union shift ward sprint supervisors foremen leads heads coordinators editors editorial
        players coaches ministers elders neighbours neighbors suppliers association society club
        practice cooperative trustees governors board committee council departmental family chapter guild vestry
        congregation brigade troop cabinet pta lab"""
    ),
    fields=word_set(
        """operations ops sales finance marketing hr it engineering product production procurement legal support
        maintenance logistics quality warehouse kitchen floor store branch site regional office safety
        governance audit design research development manufacturing purchasing accounts admin programme
        program project pastoral curriculum fundraising facilities security health"""
    ),
    frequencies=word_set(
        """daily weekly fortnightly biweekly monthly bimonthly quarterly yearly annual biannual halfyearly nightly
        termly seasonal"""
    ),
    qualities=word_set("general extraordinary ordinary statutory plenary inaugural"),
    further_qualities=word_set(
        """joint internal special emergency regular morning advisory editorial supervisory executive governing full
        school parish district"""
    ),
    of_words=word_set(
        """of between"""
    ),
    ties_before_compounds=word_set("of for"),
    place_words=word_set("at in during"),
    agenda_phrases=("order of business", "running order"),
)  # fmt: skip
