import json

from hypothesis import given, settings

from adapters.playground.slack.checks import check_view
from adapters.slack.modal import Origin, field_errors, options, values, view
from bot.speech.forms import Choice, FieldError, Form, Pick, TextInput
from tests.slack.strategies import forms

FORM = Form(
    "Ask a question",
    "opendata ask",
    (
        TextInput("text", "Your question", value="Where?", multiline=True),
        Choice("share", "Post it", (("named", "With my name"), ("", "Ask me later")), value="named"),
        Pick("dataset", "Dataset", "dataset", value="DS-17", shown="Street Trees"),
    ),
    intro="A champion answers.",
)


@given(forms)
@settings(max_examples=200, deadline=None)
def test_every_form_that_can_be_built_is_one_that_slack_shows(form: Form) -> None:
    check_view(view(form, Origin("C1", "1.2")), "modal")


def test_a_form_says_the_line_that_it_completes_and_where_it_was_opened() -> None:
    shown = view(FORM, Origin("C1", "1.2", "1.2"))
    assert shown["callback_id"] == "opendata ask"
    assert Origin.load(shown["private_metadata"]) == Origin("C1", "1.2", "1.2")
    assert [block.get("block_id") for block in shown["blocks"]] == [None, "text", "share", "dataset"]
    assert shown["blocks"][3]["element"]["initial_option"]["text"]["text"] == "Street Trees"


def test_what_was_written_before_is_not_cut_by_a_short_field() -> None:
    shown = view(Form("Ask", "opendata ask", (TextInput("text", "T", value="x" * 900, max_length=500),)), Origin())
    assert shown["blocks"][0]["element"]["max_length"] == 900


def test_the_values_come_back_by_name() -> None:
    state = {
        "text": {"field": {"type": "plain_text_input", "value": "Where?"}},
        "share": {"field": {"type": "static_select", "selected_option": {"value": "=named"}}},
        "dataset": {"dataset": {"type": "external_select", "selected_option": None}},
        "note": {"field": {"type": "plain_text_input", "value": None}},
    }
    assert values(state) == {"text": "Where?", "share": "named", "dataset": "", "note": ""}


def test_what_stands_in_private_metadata_is_not_trusted() -> None:
    assert Origin.load("") == Origin.load("[1]") == Origin.load("{") == Origin()
    assert Origin.load(json.dumps({"channel": 5, "other": 1})) == Origin("5")


def test_an_error_about_no_field_of_the_form_is_read_at_its_first() -> None:
    found = field_errors([FieldError("question", "Which?"), FieldError("share", "How?")], view(FORM, Origin()))
    assert found == {"response_action": "errors", "errors": {"text": "Which?", "share": "How?"}}


def test_a_search_offers_at_most_a_hundred() -> None:
    assert len(options((f"DS-{n}", "x" * 200) for n in range(150))["options"]) == 100
