"""The figures themselves: what counts as right, other names for kinds, and lines that cannot be read."""

import json

import pytest

from bot.privacy.measuring import BadLine, kind_named, measure


def line(text: str, *spans: tuple[int, int, str]) -> str:
    return json.dumps({"text": text, "spans": spans})


def test_right_wrong_missed_and_exact_are_counted_for_each_kind() -> None:
    lines = [
        line("call 415-555-0132", (0, 17, "phone")),  # overlaps, not to the character
        line("mail a@example.org", (5, 18, "email")),
        line("at 12 Main St"),  # found, not labelled
        line("name of a person: Ana", (18, 21, "name")),  # labelled, never looked for
        "",
    ]
    report = measure(lines).report()
    assert report["lines"] == 4
    assert report["unknown_kinds"] == ["name"]
    assert report["kinds"]["phone"]["exact_share"] == 0
    assert report["kinds"]["address"]["precision"] == 0
    assert report["all"] == {
        "precision": 0.6667,
        "recall": 0.6667,
        "true_positives": 2,
        "false_positives": 1,
        "missed": 1,
        "labelled": 3,
        "exact": 1,
        "exact_share": 0.3333,
    }


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [("Credit Card", "card"), ("e-mail", "email"), ("LOCATION", "coordinates"), ("dob", "birthdate"), ("name", "name")],
)
def test_usual_other_names_mean_the_same_kind(theirs: str, ours: str) -> None:
    assert kind_named(theirs) == ours


def test_small_counts_are_looked_for_where_the_file_labels_them() -> None:
    silent = line("3 people live there")
    assert measure([silent]).of("all").wrong == 0
    assert measure([silent, line("2 people", (0, 1, "count"))]).of("small_count").wrong == 1


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        ("{", "Line 2: this is not JSON. Write {"),
        ("[]", "Line 2: the line is not as it should be"),
        ('{"text": "a"}', "Line 2: spans is not as it should be"),
        ('{"text": "a", "spans": [[0, "1", "phone"]]}', "Line 2: spans.0.1 is not"),
        ('{"text": "a", "spans": [[0, 2, "phone"]]}', "Line 2: the span 0 to 2 does not lie within the text"),
    ],
)
def test_a_bad_line_is_named_with_what_to_do(bad: str, sentence: str) -> None:
    with pytest.raises(BadLine, match=r"^Line 2") as raised:
        measure([line("fine"), bad])
    assert sentence in str(raised.value)
