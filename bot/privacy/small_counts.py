"""Small counts of people in answers: "3 people on that block" may be as good as their names.

Below five is where a number begins to point at persons (interaction design, "Consent and PII"). This looks at answers
only: a question may say "two people" of anybody.
"""

import re
from collections.abc import Iterator

from bot.privacy.model import Kind, Span
from bot.privacy.reading import Reading, read, span

SMALL = 4
_FEW = r"(?P<it>(?<![\w.,$€/:-])(?:[1-4]|one|two|three|four|un|una|uno|dos|tres|cuatro)(?![\w%]|[.,:/-]\d|-))"
_PEOPLE = (
    r"(?:people|persons?|residents?|individuals?|victims?|patients?|students?|child(?:ren)?|kids?|m[ae]n|wom[ae]n|deaths?"
    r"|fatalit(?:y|ies)|respondents?|applicants?|tenants?|households?|famil(?:y|ies)|employees?|arrests?|homicides?"
    r"|suicides?|overdoses?|teens?|teenagers?|minors?|infants?|babies|seniors?|veterans?|adults?|boys?|girls?|pupils?"
    r"|inmates?|detainees?|clients?|participants?|members?|owners?|voters?|homeless|births?|diagnos[ei]s|infections?"
    r"|hospitali[sz]ations?|injured|killed|personas?|residentes?|victimas?|pacientes?|alumn[oa]s?|estudiantes?|nin[oa]s?"
    r"|hombres?|mujer(?:es)?|muertes?|fallecid[oa]s?|hogar(?:es)?|familias?|emplead[oa]s?|detenid[oa]s?|menor(?:es)?"
    r"|adult[oa]s?|vecin[oa]s?|solicitantes?|inquilin[oa]s?|adolescentes?|nacimientos?|contagi[oa]d?[oa]?s?|cas[eo]s?)"
)
_SENTENCE = re.compile(
    rf"{_FEW}(?: (?!of\b|de\b|per\b|por\b|and\b|or\b|y\b|o\b|to\b|in\b)[a-z]{{2,16}}){{0,2}}? {_PEOPLE}\b(?![-'])"
)
_EQUALS = re.compile(r"\bn ?= ?(?P<it>[1-4])(?!\d|[.,]\d)")
_FEWER = re.compile(r"(?P<it>(?:<|fewer than|less than|under|menos de) ?5) (?:[a-z]{2,16} )?" + _PEOPLE + r"\b")
_CELL = re.compile(r"(?:^|[|\t,;]) *(?P<it>[1-4]) *(?=$|[|\t,;])")
_HEAD = re.compile(rf"\b(?:{_PEOPLE}|count|counts|n|total|numero|conteo)\b")
_ROW = re.compile(r"[|\t;]|,.*,|^[^,]{1,60},[^,]*$")


def small_counts(text: str) -> tuple[Span, ...]:
    """Counts of one to four people in an answer, in sentences and in the rows of a table, in order of place."""
    reading = read(text)
    found = {(each.start, each.end): each for each in (*_said(reading), *_tabled(reading))}
    return tuple(reading.original(found[key]) for key in sorted(found))


def _said(reading: Reading) -> Iterator[Span]:
    for pattern in (_SENTENCE, _EQUALS, _FEWER):
        yield from (span(match, Kind.SMALL_COUNT, group="it") for match in pattern.finditer(reading.low))


def _tabled(reading: Reading) -> Iterator[Span]:
    """Below a head that speaks of people, or of counts: the cells that hold one to four."""
    below_head, start = False, 0
    for line in reading.low.splitlines(keepends=True):
        bare = line.rstrip("\r\n")
        is_row = bool(_ROW.search(bare[:400]))
        if is_row and below_head:
            for cell in _CELL.finditer(bare):
                yield Span(start + cell.start("it"), start + cell.end("it"), Kind.SMALL_COUNT)
        below_head = is_row and (below_head or bool(_HEAD.search(bare)))
        start += len(line)
