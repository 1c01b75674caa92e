"""What every format of a hand-out says in the same words: dates, clock times, who and until when, and quotes."""

from datetime import date, datetime

from spine.domain.languages import Language
from spine.domain.rendering.handout import Handout, HandoutBullet

MIDDLE_DOT = " · "


def minutes(handout: Handout, count: int) -> str:
    """A length, as "10 min"."""
    return handout.language.wording.minutes.format(count)


def short_date(day: date, language: Language) -> str:
    """A date as it stands beside an owner."""
    return _date(language.wording.date, day, language)


def long_date(day: date, language: Language) -> str:
    """A date with its weekday."""
    return _date(language.wording.long_date, day, language)


def _date(form: str, day: date, language: Language) -> str:
    wording = language.wording
    return form.format(
        year=f"{day.year:04}",
        month=f"{day.month:02}",
        day=f"{day.day:02}",
        day_number=day.day,
        month_name=wording.month_names[day.month - 1],
        weekday=wording.weekday_names[day.weekday()],
    )


def clock(moment: datetime) -> str:
    """A clock time, as "14:00"."""
    return f"{moment:%H:%M}"


def when(handout: Handout) -> list[str]:
    """The day of the meeting, its clock times and its length, as far as they are known."""
    length, start, ends = minutes(handout, handout.minutes), handout.occasion.start, handout.ends
    if start is None or ends is None:
        return [length]
    return [long_date(start.date(), handout.language), f"{clock(start)}–{clock(ends)}", length]


def subtitle(handout: Handout) -> str:
    """Whose meeting it is, where the title does not say so, and when."""
    organisation = [] if handout.names_its_organisation else [handout.occasion.organisation]
    return MIDDLE_DOT.join([*organisation, *when(handout)])


def owner(bullet: HandoutBullet, language: Language) -> str:
    """Who owns a point, and whether that person is missing from the meeting."""
    absent = f" ({language.wording.absent})" if bullet.owner and bullet.owner_absent else ""
    return bullet.owner + absent


def due(bullet: HandoutBullet, language: Language) -> str:
    """Until when a point is due; the bare date where why it is in the agenda tells that it is due."""
    if bullet.due is None:
        return ""
    date_ = short_date(bullet.due, language)
    return date_ if bullet.why_now_tells_due else language.wording.due.format(date_)


def details(bullet: HandoutBullet, language: Language) -> list[str]:
    """Owner and due date of a point, in the order in which they are read."""
    who = owner(bullet, language)
    return [part for part in (language.wording.owner.format(who) if who else "", due(bullet, language)) if part]


def quoted(bullet: HandoutBullet) -> str:
    """The quote in its marks, and who said it; empty where it tells no more than the point's own words."""
    if not bullet.quote or (bullet.quote == bullet.text and not bullet.who_said):
        return ""
    return f"“{bullet.quote}”" + (f" — {bullet.who_said}" if bullet.who_said else "")


def asides(handout: Handout) -> list[str]:
    """What there is to tell whoever asked: the notes, and how long the meeting need be."""
    needed = handout.language.wording.minutes_needed.format(minutes(handout, handout.needed))
    return [*handout.occasion.notes, *([needed] if 0 < handout.needed < handout.minutes else [])]


def left_out(handout: Handout) -> str:
    """How much found no time; empty where all did."""
    return handout.language.wording.left_out.format(handout.left_out_count) if handout.left_out_count else ""


def further_left_out(handout: Handout) -> str:
    """How much of what found no time is not named; empty where all is."""
    count = handout.left_out_count - len(handout.left_out)
    return handout.language.wording.further_left_out.format(count) if count > 0 else ""
