"""English: how meeting notes say what a line is, who has it and by when."""

from spine.domain.languages.meeting_note_forms import MeetingNoteWords, headers
from spine.domain.languages.notation import phrase_set, word_set

MEETING_NOTES = MeetingNoteWords(
    types=dict.fromkeys(
        phrase_set(
            "resolved, we agreed, what we agreed, what we decided, we decided, decision made"
        ),
        "decision",
    )
    | dict.fromkeys(
        phrase_set(
            "to be agreed, decision needed, decision pending, pending decision, open decision, "
            "needs decision, need to decide, decision required, decision to make, "
            "decision to be made, item for decision, matter for decision, for approval"
        ),
        "decision_needed",
    )
    | dict.fromkeys(
        phrase_set(
            "action plan, action required, action point, action item, what happens next, who does what, doing, "
            "follow ups, homework, pending, for next time, before next time, next action, follow up action, ais"
        ),
        "action_item",
    )
    | dict.fromkeys(phrase_set("blocked, blocking, what blocks us, stuck"), "blocker")
    | dict.fromkeys(phrase_set("watch out, red flag, worry, concern"), "risk")
    | dict.fromkeys(
        phrase_set("unresolved, open, still open, to clarify, unclear, not clear yet, not yet clear"), "open_question"
    ),
    beside_types=word_set(
        """key main new major important top made taken agreed outstanding open pending remaining current identified
        raised other further immediate all our the meeting meetings today week sprint team board log register list
        tracker item items point points summary update updates review previous last from recorded captured noted
        carried what was were been we over forward still next"""
    ),
    links=word_set("of for from to by on about in with at regarding re before until"),
    meeting_aims=word_set("goal goals objective objectives aim aims purpose"),
    answers=word_set("answers answer answered"),
    plans=word_set("today"),
    reports=word_set("yesterday"),
    nothing=(
        r"none(?:\s+\w+){0,3}", r"nothing(?:\s+to\s+\w+|\s+new|\s+today)?", r"n\s*/\s*a", r"nil",
        r"no\s+(?:new\s+|open\s+|further\s+)?(?:blockers?|risks?|actions?|decisions?|questions?|issues?|updates?)"
        r"(?:\s+\w+){0,3}",
        r"(?:noted|for\s+(?:information|noting))",
        r"there\s+(?:were|are|was)\s+(?:no|none)(?:\s+\w+){0,4}", r"to\s+be\s+(?:confirmed|decided)", "tb[acd]",
    ),
    closings=(
        r"(?:the\s+)?next\s+(?:\w+\s+)?(?:meeting|session|call|sync|stand-?\s?up)\b",
        r"(?:the\s+)?(?:meeting|session|call)\s+(?:was\s+)?(?:closed|adjourned|ended|finished)\b",
        r"thank(?:s|\s+you)\b",
    ),
    articles=word_set("a an the this these those our their its it"),
    present=(
        "present", "attendees?", "attendance", "attending", "attended", "in\\s+attendance", "participants?", "who",
        "people\\s+present", "members\\s+present", "trustees\\s+present", "directors\\s+present", "also\\s+present",
        "also\\s+in\\s+attendance", "who\\s+(?:is|s|was)\\s+(?:here|there|present)",
        "with", "in\\s+the\\s+room",
        "remote(?:ly)?", "online", "on\\s+the\\s+call", "team", "roll\\s+call", "invited", "guests?", "there", "here",
    ),
    absent=("absent", "apologies(?:\\s+for\\s+absence)?", "regrets", "not\\s+present", "excused", "missing"),
    roles=word_set(
        """chair chairman chairwoman treasurer secretary clerk cllr councillor councillors director directors trustee
        trustees member members mr mrs ms dr prof sister nurse officer president vice rev sir lady the all everyone"""
    ),
    everybody=word_set("all everyone everybody here channel team"),
    one_to_one=(r"1\s?[:x-]\s?1s?", r"1\s+on\s+1", r"one[\s-](?:to|on)[\s-]one"),
    took_part=(r"(?:also\s+)?(?:present|attending|in\s+attendance)\s+(?:were|was)",),
    note_takers=phrase_set("facilitator, scribe, notes, notes by, minutes, minutes by, minuted by, note taker, host"),
    date_labels=phrase_set("date, meeting date, when, day, date and time, held on"),
    resolutions=(
        r"it\s+(?:was|is|has\s+been)\s+(?:agreed|decided|resolved|approved)",
        r"we\s+(?:decided|agreed|resolved)(?!\s+nothing)",
        r"(?:the\s+)?motion\b.*\b(?:carried|passed|approved|adopted|defeated)", r"resolved\s+that",
        r"(?:agreed|decided)\s+(?:not\s+)?(?:to|that|on)", r"approved\s+(?:the|an?|to|that|by)",
    ),
    motions=(r"(?:it\s+was\s+)?(?:proposed|moved)\b", r"motion\s*(?:[:(]|to\b|that\b|by\b)"),
    verdicts=(r"(?:motion\s+)?(?:carried|passed|approved|agreed|adopted)", r"(?:motion\s+)?(?:rejected|defeated)"),
    resolving_bodies=(
        r"(?:unanimously\s+)?(?:decided|resolved)", r"(?:unanimously\s+)(?:approved|agreed|adopted)",
        r"(?:approved|adopted)(?=.*\b(?:unanimous(?:ly)?|votes?|majority)\b)",
    ),
    undertakings=(
        r"(?:has\s+|have\s+)?(?:agreed|undertook|undertaken|volunteered|offered|promised|committed)\s+to",
        r"(?:took|takes|will\s+take)\s+(?:(?:it|this|that)\s+as\s+)?(?:the|an)\s+action(?:\s+item)?\s+to",
        r"is\s+(?:responsible\s+for|to)", r"are\s+to",
    ),
    deciding_bodies=word_set(
        "board committee council trustees directors members assembly executive panel meeting governors"
    ),
    approvals=(r"(?:has\s+|have\s+)?(?:approved|adopted|rejected|ratified)(?!\s+of)",),
    futures=(r"(?:will|shall|(?:is|are)\s+going\s+to)\s+",),
    present_verbs=(r"[a-z]{2,}s",),
    no_deeds=word_set(
        """be is was become turn have has had leave miss stay remain travel live arrive come join work belong
        know need want hope wish wait expect believe think feel doubt wonder guess mean like prefer remember forget
        get receive hear see lose not"""
    ),
    sayings=word_set("say tell ask report explain mention note remind thank promise suggest agree argue warn"),
    day_leads=word_set("on"),
    clause_links=word_set("that whether if"),
    infinitives=(r"to\s+(?!be\b|the\b|a\b|an\b)[a-z]+",),
    owner_labels=(
        r"owners?", r"owned\s+by", r"assignees?", r"assigned\s+to", r"responsible", r"lead", r"who", r"dri", r"poc",
        r"action\s+owner", r"person",
    ),
    due_labels=(
        r"due(?:\s+date)?(?:\s+(?:on|by))?", r"deadline", r"target(?:\s+date)?", r"by\s+when", r"when", r"eta",
        r"date\s+due", r"complete\s+by",
    ),
    due_leads=(
        r"by", r"until", r"till", r"before", r"no\s+later\s+than", r"not\s+later\s+than", r"due(?:\s+(?:on|by))?",
        r"on\s+or\s+before", r"by\s+the\s+end\s+of", r"by\s+end\s+of", r"latest",
    ),
    lasting=word_set("until till"),
    month_ends=(r"end\s+of\s+(?:the\s+|this\s+)?month", r"month[\s-]end", "eom"),
    ends_of=(r"end\s+of",),
    starts=("from", "since", r"as\s+of", "starting", "after"),
    columns=headers(
        text="""action, action item, task, task name, to do, what, description, item, text, detail, decision, risk,
        question, blocker, next step, follow up, activity, deliverable, action required, subject, action point""",
        title="title, summary, name, headline",
        type="type, kind, record type",
        owner="""owner, owners, assignee, assigned to, who, responsible, lead, person, action owner, action by, by whom,
        responsible person""",
        due="due, due date, due by, deadline, when, by when, target date, target, eta, complete by, date due, date",
        state="status, state, progress, done, completed, complete, closed",
        id="issue key, id, no, nr, number, key, ref, reference, code, ticket",
    ),
    date_words=word_set("date"),
    due_words=word_set("due target expected planned completion resolution finish end"),
    no=word_set("no n false"),
    yes=word_set("yes y x done true ok"),
)  # fmt: skip
