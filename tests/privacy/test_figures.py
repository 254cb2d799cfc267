"""How good the check is, and that the files which say so are what they claim to be."""

from pathlib import Path

import pytest

from bot.privacy import Kind
from tests.privacy.files import LABELLED, UNSEEN, lines, measured

BAR = 0.95

each_file = pytest.mark.parametrize("file", [LABELLED, UNSEEN], ids=lambda file: file.stem)


@each_file
def test_nineteen_of_twenty_are_right_and_nineteen_of_twenty_are_found(file: Path) -> None:
    over_all = measured(file).of("all")
    assert over_all.precision >= BAR, f"precision {over_all.precision:.3f}"
    assert over_all.recall >= BAR, f"recall {over_all.recall:.3f}"


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.SMALL_COUNT])
def test_no_kind_hides_behind_the_others(kind: Kind) -> None:
    tally = measured(LABELLED).of(kind)
    assert tally.labelled
    assert min(tally.precision, tally.recall) >= 0.9


@each_file
def test_at_least_half_of_the_lines_are_innocent(file: Path) -> None:
    read = lines(file)
    assert sum(not line.spans for line in read) * 2 >= len(read)


def test_there_are_enough_lines_and_none_stands_in_both_files() -> None:
    seen, unseen = ({line.text for line in lines(file)} for file in (LABELLED, UNSEEN))
    assert len(seen) >= 400
    assert len(unseen) >= 200
    assert not seen & unseen


@each_file
def test_every_label_lies_within_its_text_and_is_one_of_ours(file: Path) -> None:
    for text, spans in lines(file):
        for start, end, kind in spans:
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
            assert kind in list(Kind)
