"""Portuguese: how dates, clock times and lengths of time are written in a request."""

from spine.domain.languages.notation import any_of, word_set
from spine.domain.languages.portuguese.words import MONTHS, WEEKDAYS
from spine.domain.languages.request_forms import Durations, MeetingLengths, Moments

_MONTH = any_of(MONTHS)
_WEEKDAY = rf"{any_of(WEEKDAYS[:5])}(?:[\s-]feira)?|{'|'.join(WEEKDAYS[5:])}"
_NEXT = r"(?:(?:proxim[ao]|nest[ae]|ness[ae]|est[ae]|essa|esse)\s+)"
_ON = r"(?:(?:(?:ja\s+)?(?:na|no|em|para|pra|pro|de|da|do|ate)\s+(?:a\s+|o\s+)?)?)"
_HOUR = r"(?:uma|duas|tres|quatro|cinco|seis|sete|oito|nove|dez|onze|doze)"

MOMENTS = Moments(
    dates=(
        r"(?:(?:para|pra|de|ate)\s+)?(?:depois de amanha|amanha(?: cedo)?|hoje|ontem|agora|logo mais)"
        r"(?:\s+(?:de manha|a tarde|a noite|de tarde|de noite|cedo))?",
        rf"{_ON}{_NEXT}?(?:{_WEEKDAY})(?:\s+(?:que vem|proxima|agora|cedo|de manha|a tarde|de tarde|a noite))?",
        rf"{_ON}(?:{_NEXT}(?:semana|mes|quinzena)|(?:semana|mes|ano)\s+que\s+vem)",
        rf"{_ON}dia\s+\d{{1,2}}(?:[/.]\d{{1,2}})?(?:\s+de\s+{_MONTH})?(?:\s+de\s+\d{{4}})?",
        rf"{_ON}\d{{1,2}}o?\s+de\s+{_MONTH}(?:\s+de\s+\d{{4}})?",
        r"daqui\s+a\s+\w+\s+(?:minutos|horas?|dias?|semanas?)|em\s+(?:\d+|um|uma|dois|duas|tres)\s+(?:dias?|semanas?)",
        r"(?:hoje\s+|amanha\s+)?(?:a tarde|de manha|pela manha|de tarde|a noite|logo cedo)",
    ),
    before_numeric_date=(_ON,),
    ordinal_weekdays=("segunda", "terca", "quarta", "quinta"),
    after_weekday=word_set(
        "com sobre para pra as a de da do e ou na no em que cedo manha tarde proxima dia por ao amanha"
    ),
    before_clock=(
        r"(?:a partir|depois|antes)\s+d?as", r"apos\s+as", r"por\s+volta\s+das", r"la\s+pelas", r"ate\s+as", "as", "ao",
    ),
    before_hour=word_set("as"),
    hour_marks=("horas?",),
    noons=(r"meio[\s-]dia",),
    noons_and_midnights=(r"meio[\s-]dia(?:\s+e\s+meia)?", r"meia[\s-]noite"),
    parts_of_day=(r"\s+da\s+(?:manha|tarde|noite)",),
    time_zones=("horario de brasilia",),
    spoken_times=(
        rf"as\s+{_HOUR}(?:\s+(?:horas|e\s+(?:meia|quinze|vinte|trinta))(?:\s+da\s+(?:manha|tarde|noite))?"
        r"|\s+da\s+(?:manha|tarde|noite))",
    ),
    phrase_openings=("com", "sobre", "para", "pra", "na", "no", "e", "d[aoe]"),
    range_openings=("das", "dos", r"entre(?:\s+as)?", "de"),
    clock_range_openings=frozenset(("das", "entre as")),
    range_joins=("as", "a", r"ate(?:\s+as)?", "e"),
)  # fmt: skip

DURATIONS = Durations(
    units={
        "um": 1, "uma": 1, "a": 1, "dois": 2, "duas": 2, "tres": 3, "quatro": 4, "cinco": 5, "seis": 6, "sete": 7,
        "oito": 8, "nove": 9,
    },
    teens={
        "dez": 10, "onze": 11, "doze": 12, "treze": 13, "quatorze": 14, "catorze": 14, "quinze": 15, "dezesseis": 16,
        "dezessete": 17, "dezoito": 18, "dezenove": 19,
    },
    tens={
        "vinte": 20, "trinta": 30, "quarenta": 40, "cinquenta": 50, "cincoenta": 50, "sessenta": 60, "setenta": 70,
        "oitenta": 80, "noventa": 90,
    },
    other_numbers={"cento": 100},
    hundred_prefixes=(r"cento\s+e\s+",),
    tens_joins=(r"\s+e\s+",),
    range_openings=word_set("entre"),
    range_joins=word_set("a ou e"),
    hours=("hora",),
    little_hours=("horinhas?",),
    minutes=("minut(?:os?|inhos?)",),
    halves=(r"e\s+meia",),
    one_quarter=(r"e\s+um",),
    three_quarters=(r"e\s+tres",),
    quarters=("quartos?",),
    half_hours=(r"(?:uma\s+)?meia\s+(?:hora|horinha)", r"meia\s?h"),
    quarter_hours=(r"(?:um\s+)?quarto\s+de\s+hora",),
    three_quarter_hours=(r"(?:tres|3)\s+quartos\s+de\s+hora",),
    signs=("hor[ai]", "minut"),
    after_minutes=word_set("com sobre na no amanha hoje para"),
)  # fmt: skip

MEETING_LENGTHS = MeetingLengths(
    leads=(
        r"(?:com\s+|de\s+)?duracao(?:\s+(?:de|estimada|prevista))*", r"tempo(?:\s+de)?", "durando", r"que\s+dure",
        "dura", "reserve", "reserva", r"cerca\s+de", r"em\s+torno\s+de", "aproximadamente", "uns", "umas", "apenas",
        r"no\s+maximo",
    ),
    tails=(r"de\s+duracao", r"no\s+maximo", r"max(?:imo)?\b", r"no\s+total", r"total\b", r"so\b"),
    prepositions=word_set("de por para pra em durante com a o um uma"),
    articles=word_set("a o"),
    nouns=word_set("duracao"),
    of_words=word_set("de"),
    links_after=("com", "c/", "sobre", "para", "na", "no", "amanha"),
    closing_prepositions=word_set("por durante"),
    act_prepositions=word_set("em"),
    target_prepositions=word_set("para pra"),
    changes=("reduz", "diminu", "baix", "aument", "encurt", "cort", "pass", r"de\s+\d"),
    other_measures=(
        "em", "abaixo", "acima", "menos", "mais", "de", "do", "da", "ate", "apos", "cada", "ultim[ao]s?", "sao", "e",
        "dentro", "a", "como", "ou",
    ),
)  # fmt: skip
