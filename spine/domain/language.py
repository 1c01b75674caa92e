"""The two languages of an agenda: naming them, and telling which one a text is written in."""

import re
from enum import StrEnum

from spine.domain.stopwords import ENGLISH, FOLDED_PORTUGUESE
from spine.domain.text import fold

__all__ = ["Language", "detect", "parse_language"]


class Language(StrEnum):
    """A language that Spine writes agendas in."""

    PORTUGUESE = "pt-BR"
    ENGLISH = "en-US"


_TAG = re.compile(r"(pt|en)(?:-[a-z0-9-]+)?", re.IGNORECASE | re.ASCII)
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_SAMPLE = 2_000

_TELLING_PORTUGUESE = frozenset(
    """reuniao reunioes reu pauta pautas sobre com faca faz fazer monta monte montar prepara cria
    crie criar gera gere gerar marca marque marcar agendar agende preciso precisamos quero queremos
    queria gostaria ajuda ajude discutir falar conversar conversa alinhar alinhamento tratar
    assunto tema cliente proxima proximo proximos proximas semana mes amanha hoje ontem segunda terca quarta quinta
    sexta sabado domingo hora horas minuto minutos minutinhos meia nao sao vamos uma um favor ate
    para pra pro semanal mensal focada focado encontro obrigado obrigada""".split()
)
_TELLING_ENGLISH = frozenset(
    """meeting meetings meet mtg about with regarding concerning discuss talk create make schedule
    book arrange need want please pls help next week month tomorrow today monday tuesday wednesday
    thursday friday hour hours minutes mins half the and of for on what which whether should let
    lets over covering focused topic draft build review weekly monthly quarterly conversation
    catchup client customer thanks""".split()
)
_LOANED = frozenset("call calls sync syncs chat plan prep standup kickoff update catch".split())
"""English words that Portuguese speakers use too: they tell only where nothing else does."""
_SHARED = frozenset("a as do no me se for on in come era todo sem has so e o os to per".split())
"""Function words of one language that are spelt like a word of the other, or like a name."""

_CONTRACTED = frozenset(("do", "no"))
"""Shared too, but between nouns far more often Portuguese."""

_PORTUGUESE_ENDING = re.compile(
    r"(?:cao|coes|sao|soes|mente|dade|dades|encia|encias|ancia|ancias|ario|arios|agem|inho|inhos|inha|ados|idos"
    r"|adas|idas|mento|mentos|eiro|eira|vel|veis)$"
)
_ENGLISH_ENDING = re.compile(r"(?:tion|tions|ing|ings|ment|ments|ness|ity|ities|ies|ed|ly|ght|ship|ful|ck|ers)$")
_PORTUGUESE_SIGNS = re.compile(r"[ãõç]")
_ACCENTS = re.compile(r"[áàâéêíóôú]")


def parse_language(text: str) -> Language:
    """The language of a tag `pt`, `pt-*`, `en` or `en-*`, in any case. Raises ValueError naming both."""
    tag = _TAG.fullmatch(text)
    if tag is None:
        raise ValueError(f"the language must be {Language.PORTUGUESE} or {Language.ENGLISH}")
    return Language.PORTUGUESE if tag[1].lower() == "pt" else Language.ENGLISH


def detect(text: str) -> Language | None:
    """The language a text is written in, with or without accents; None where nothing in it tells."""
    balance = weak = 0.0
    for word in _WORD.findall(text[:_LONGEST_SAMPLE]):
        folded = fold(word)
        balance += _by_table(folded) or _by_form(word, folded)
        weak -= folded in _LOANED
    balance = balance or weak
    if not balance:
        return None
    return Language.PORTUGUESE if balance > 0 else Language.ENGLISH


def _by_table(folded: str) -> float:
    """How far a known word speaks for Portuguese (above 0) or for English (below 0)."""
    if folded in _TELLING_PORTUGUESE:
        return 0.5 if folded in _SHARED else 2.0
    if folded in _TELLING_ENGLISH:
        return -0.5 if folded in _SHARED else -2.0
    if folded in _CONTRACTED:
        return 0.3
    portuguese, english = folded in FOLDED_PORTUGUESE, folded in ENGLISH
    if portuguese == english:
        return 0.0
    return (0.5 if folded in _SHARED else 1.0) * (1 if portuguese else -1)


def _by_form(word: str, folded: str) -> float:
    """How far an unknown word's accents and ending speak for Portuguese; a capitalised one may be a name."""
    if word[:1].isupper() and not word.isupper():
        return 0.0
    if _PORTUGUESE_SIGNS.search(word.lower()):
        return 1.0
    signs = 0.4 if _ACCENTS.search(word.lower()) else 0.0
    if len(folded) <= 4:
        return signs
    if _PORTUGUESE_ENDING.search(folded):
        return signs + 0.6
    return signs - (0.6 if _ENGLISH_ENDING.search(folded) else 0.0)
