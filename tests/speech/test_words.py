"""Words: every sentence is in the catalogues, fits its place in every language, and none goes round them."""

import ast
import re
from collections.abc import Iterator
from datetime import date

import pytest

from bot.speech.cards import BUTTON_LABEL, CHOICE_LABEL, FORM_TITLE, INPUT_LABEL, PLACEHOLDER, Mention
from bot.speech.words import COMPLETE, SOURCE_LANGUAGE, coverage, known_language, languages, words
from tests.speech.catalogue import FIELD, ROOT, catalogue, extracted, keywords, sentences, translations
from tests.stores import NOW

COMMAND = re.compile(r"`([^`]+)`")
SPEAKING = (
    "questions/*.py",
    "people/[ael]*.py",
    "people/me.py",
    "people/roster/*.py",
    "hints.py",
    "speech/grammar.py",
    "*/handlers.py",
    "*/views.py",
    "engine/app.py",
)
FILES = sorted({path for pattern in SPEAKING for path in (ROOT / "bot").glob(pattern)})
# A forum's labels are made once for everybody, so they have one language (interaction.md, section 3.2).
IN_ONE_LANGUAGE = {"In progress", "Waiting on asker"}
OTHERS = tuple(each for each in COMPLETE if each != SOURCE_LANGUAGE)


# ── the catalogues ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_every_sentence_in_every_plural_form(language: str) -> None:
    missing = [m for m in extracted() if catalogue(language).get(m) is None]
    assert not missing, "run `make words`, then translate them"
    assert [en for m in extracted() for en, said in translations(language, m) if not said] == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_no_sentence_that_the_code_no_longer_says(language: str) -> None:
    assert {entry.id for entry in catalogue(language) if entry.id} - extracted() == set()
    assert not [entry.id for entry in catalogue(language) if entry.id and entry.fuzzy]


@pytest.mark.parametrize("language", OTHERS)
def test_fields_and_commands_stay_as_they_are(language: str) -> None:
    for message in extracted():
        for english, said in translations(language, message):
            assert set(FIELD.findall(said)) == set(FIELD.findall(english)), english
            assert [c.split()[:2] for c in COMMAND.findall(said)] == [c.split()[:2] for c in COMMAND.findall(english)]


@pytest.mark.parametrize("language", languages())
def test_a_sentence_that_names_a_button_names_the_button_as_it_reads(language: str) -> None:
    say = words(language)
    assert say("Reopen") in say("If that is not right, press Reopen on the card.")
    assert say("Reopen") in say("{id} stands at “{state}”. To continue it, choose Reopen.", id="", state="")
    assert say("None of these") in say("That answer is no longer there. Choose “None of these” to go on.")


def test_no_sentence_is_long_or_speaks_of_tickets() -> None:
    for each in sentences():
        assert all(len(part.split()) <= 20 for part in re.split(r"(?<=[.!?:])\s", each)), each
        assert not re.search(r"\b(ticket|SLA|triage|resolved?)\b", each, re.I), each


def test_the_complete_languages_are_complete_and_health_can_say_how_far_the_others_are() -> None:
    assert set(COMPLETE) <= set(languages())
    assert {language: coverage()[language] for language in COMPLETE} == dict.fromkeys(COMPLETE, 1.0)


# ── what each place holds ────────────────────────────────────────────────────────────────────────────────────

# For each call: the place of an argument (or its name) and the room there is.
ROOM: dict[str, dict[int | str, int]] = {
    "button": {0: BUTTON_LABEL, 3: CHOICE_LABEL, "hint": CHOICE_LABEL},
    "Button": {0: BUTTON_LABEL, "hint": CHOICE_LABEL},
    "_form": {1: FORM_TITLE, "submit": FORM_TITLE},
    "Form": {0: FORM_TITLE, 3: FORM_TITLE, "submit": FORM_TITLE},
    "TextInput": {1: INPUT_LABEL, "placeholder": PLACEHOLDER},
    "_text": {1: INPUT_LABEL, "hint": PLACEHOLDER},
    "Pick": {1: INPUT_LABEL},
    "Choice": {1: INPUT_LABEL},
    **{name: {1: INPUT_LABEL} for name in ("_line", "_lines")},
}
# The longest that a field becomes there; a champion's name in a label is cut by the view.
LONGEST = {"id": "Q-99999", "number": "99999", "champion": "", "count": "9999", "word": "BORRAR"}


def placed(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Each sentence that stands in a place of little room, with that room."""
    for call in calls(tree):
        rooms = ROOM.get(name_of(call), {})
        given: dict[int | str, ast.expr] = dict(enumerate(call.args)) | {k.arg: k.value for k in call.keywords if k.arg}
        for where, room in rooms.items():
            for said in calls(given[where]) if where in given else ():
                if name_of(said) == "say" and isinstance(said.args[0], ast.Constant):
                    yield str(said.args[0].value), room


@pytest.mark.parametrize("language", languages())
def test_labels_titles_and_hints_fit(language: str) -> None:
    found = {pair for path in FILES for pair in placed(ast.parse(path.read_text()))}
    assert len(found) > 100
    for sentence, room in found:
        said = words(language)(sentence, **LONGEST)
        assert len(said) <= room, f"{said!r} ({language}) has {len(said)} characters; there is room for {room}"


# ── nothing goes round the catalogue ─────────────────────────────────────────────────────────────────────────


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def name_of(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def bare(tree: ast.AST) -> list[str]:
    """Literals that read like a sentence and are no docstring and no argument of a call that holds sentences."""
    fine = {id(n) for call in calls(tree) if name_of(call) in keywords() for arg in call.args for n in ast.walk(arg)}
    fine |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in fine
        if re.match(r"[“¿¡]?[A-Z].*\s", node.value) and node.value not in IN_ONE_LANGUAGE
    ]


def test_every_sentence_for_people_is_said_through_the_catalogue() -> None:
    assert len(FILES) > 15
    assert {path.name: found for path in FILES if (found := bare(ast.parse(path.read_text())))} == {}


def test_a_sentence_that_goes_round_the_catalogue_is_noticed() -> None:
    made_up = '"""Not this."""\nCard(say("Nor this.")); Card(f"But {this} or"); Card("This one.")'
    assert sorted(bare(ast.parse(made_up))) == ["But ", "This one."]


def test_every_sentence_that_is_said_is_also_extracted() -> None:
    """The extractor reads words, not code: it misses what stands inside an f-string."""
    for path in FILES:
        for call in calls(ast.parse(path.read_text())):
            if name_of(call) in keywords() and call.args and isinstance(call.args[0], ast.Constant):
                assert call.args[0].value in sentences(), f"{path.name}:{call.lineno}"


# ── words ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_sentence_that_is_missing_falls_back_to_english() -> None:
    assert words("es")("Nobody has written {what} yet.", what="this") == "Nobody has written this yet."
    assert words("es").many("{count} cat", "{count} cats", 2) == "2 cats"


@pytest.mark.parametrize(
    ("guess", "language"),
    [("es-MX", "es"), ("es_419", "es"), ("ES", "es"), ("en-GB", "en"), ("tlh", "en"), ("", "en"), ("../es", "en")],
)
def test_a_locale_is_taken_for_the_language_that_comes_nearest(guess: str, language: str) -> None:
    assert known_language(guess) == language
    assert words(guess).language == language


def test_spans_keep_their_order_and_what_stands_in_the_fields() -> None:
    ana = Mention("Ana", "slack", "U1")
    assert words("en").spans("{asker} asked: “{text}”", asker=ana, text="{text}") == (ana, " asked: “", "{text}", "”")
    assert words("es").spans("{asker} asked: “{text}”", asker=ana, text="¿Qué?") == (ana, " preguntó: “", "¿Qué?", "”")


def test_what_people_wrote_is_never_read_as_a_field() -> None:
    assert words("es")("You asked: “{text}”", text="{id} %s \\1 {text}") == "Usted preguntó: “{id} %s \\1 {text}”"


@pytest.mark.parametrize(
    ("number", "said"), [(1, "1 pregunta abierta"), (2, "2 preguntas abiertas"), (0, "0 preguntas abiertas")]
)
def test_plural_forms(number: int, said: str) -> None:
    assert words("es").many("{count} open question", "{count} open questions", number) == said


def test_days_and_moments_are_said_in_the_language_and_the_desks_time_zone() -> None:
    late = NOW.replace(hour=2, minute=5)
    assert words("es").day(date(2026, 10, 14)) == "mié 14 oct"
    assert words("en").day(late, "America/New_York") == "Tue 13 Oct"
    assert words("es").moment(late, "America/New_York") == "mar 13 oct, 22:05"
