import pytest

from bot.yaml_lines import YamlMistake, read_yaml


def test_scalars_stay_the_text_that_was_typed() -> None:
    assert read_yaml("a: no\nb: 09:30\nc: 1.0\nd: 2026-02-17\ne: 0x10\nf:\ng: ~\nh: ''\n").value == {
        **{"a": "no", "b": "09:30", "c": "1.0", "d": "2026-02-17", "e": "0x10", "f": None, "g": None, "h": ""}
    }


def test_every_value_has_the_line_of_its_name() -> None:
    read = read_yaml("a:\n  b:\n    - x\n    - y: 1\nc: {d: 2}\n")
    paths = [(), ("a",), ("a", "b"), ("a", "b", 0), ("a", "b", 1, "y"), ("c", "d")]
    assert [read.line(path) for path in paths] == [1, 1, 2, 3, 4, 5]
    assert read.line(("a", "missing", "deeper")) == 1


def test_anchors_are_understood() -> None:
    assert read_yaml("a: &x {b: 1}\nc: *x\n").value == {"a": {"b": "1"}, "c": {"b": "1"}}


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("a: 1\nb:\n\tc: 1\n", 3, "a tab stands here. YAML is indented with spaces."),
        ("a: 1\na: 2\n", 2, "'a' is there twice. Keep one of them."),
        ("a: {b: #x, c: 1}\nd: 2\n", 2, 'A # begins a comment: put names like "#ask-open-data" in quotes.'),
        ("a: b: c\n", 1, "this is not YAML"),
        ("a: 'b\n", 2, "this is not YAML"),
        ("a: *b\n", 1, "undefined alias"),
        ("--- a\n--- b\n", 2, "another document"),
        ("a: 1\nb: \x00\n", 2, "a character that cannot be shown stands here. Delete it."),
        ("a: \ud800\n", 1, "a character that cannot be shown stands here. Delete it."),
        ("? [a]\n: 1\n", 1, "the name of a setting must be one word."),
        ("a: &x [*x]\n", 1, "nested too deeply"),
    ],
)
def test_a_mistake_has_its_line(text: str, line: int, sentence: str) -> None:
    with pytest.raises(YamlMistake) as caught:
        read_yaml(text)
    assert caught.value.line == line
    assert sentence in caught.value.sentence


@pytest.mark.parametrize("text", ["[" * 100_000 + "]" * 100_000, "- " * 100_000, "{a: " * 100_000])
def test_deep_nesting_ends_in_a_sentence_and_not_in_a_crash(text: str) -> None:
    with pytest.raises(YamlMistake, match="nested too deeply"):
        read_yaml(text)


def test_few_lines_that_mean_millions_of_values_are_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    with pytest.raises(YamlMistake, match="too many values"):
        read_yaml("\n".join(lines))


def test_no_tag_makes_an_object() -> None:
    assert read_yaml("!!python/object/apply:os.getcwd []").value == []
