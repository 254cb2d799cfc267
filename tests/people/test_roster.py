import time

import pytest

from bot.people.model import Level, RosterRow
from bot.people.roster import RosterReport, read_roster

HEAD = "public_name,level,department,topics,datasets,languages,slack,discord,hours,backup,max_open,notify\n"


def read(text: str, name: str = "roster.csv") -> RosterReport:
    return read_roster(text.encode(), name)


def said(text: str, name: str = "roster.csv") -> str:
    return "\n".join(map(str, read(text, name).problems))


def test_a_full_row_is_read_and_made_tidy() -> None:
    report = read(
        HEAD
        + "  Ana\u00a0 Lima ,External,Public Works,trees; Parks ;Trees,82zb-*;,en;Spanish,"
        + "Ana@Example.gov,@Ana_L,Mon-Thu 9-13,ben,3.0,DM\nBen,coordinator,,,,,,,,,,\n"
    )
    assert report.problems == ()
    assert report.read == 2
    assert report.rows[0] == RosterRow(
        *("Ana Lima", Level.EXTERNAL, "Public Works", ("trees", "Parks"), ("82zb-*",), ("en", "es")),
        *("ana@example.gov", "ana_l", "Mon-Thu 09:00-13:00", "ben", 3, "dm"),
    )
    assert report.rows[1] == RosterRow("Ben", Level.COORDINATOR)
    assert report.sentences() == ("2 rows. 2 ready.",)


@pytest.mark.parametrize(
    "head",
    [
        *(
            "public_name,level,topics",
            "Name,Level,Topics",
            "  CHAMPION , Role , Topic(s) ",
            "public-name,LÉVEL,Subjects",
        ),
        *(
            "name;level;topics",
            "name\tlevel\ttopics",
            "sep=;\nname;level;topics",
            "\n\nname,level,topics",
            '"Name","Level","Topics"',
        ),
    ],
)
def test_headers_and_separators_are_forgiving(head: str) -> None:
    separator = ";" if ";" in head else "\t" if "\t" in head else ","
    report = read(head + "\n" + separator.join(["Ana", "ext", "trees"]) + "\n")
    assert report.rows == (RosterRow("Ana", Level.EXTERNAL, topics=("trees",)),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_usual_encoding_and_newline_is_read(encoding: str, newline: str) -> None:
    report = read_roster(newline.join(["name,level", "José,int", ""]).encode(encoding), "roster.csv")
    assert report.rows == (RosterRow("José", Level.INTERNAL),)
    assert bool(report.notes) is (encoding == "cp1252")


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("Ana,extrenal", "Row 2, level: 'extrenal' is not a level. Use external, internal, executive or coordinator."),
        ("Ana,", "Row 2, level: the level is empty. Use external, internal, executive or coordinator."),
        (",external", "Row 2, public_name: the name is empty. Write the name that askers will read."),
        ("\u200e,external", "Row 2, public_name: '\N{REPLACEMENT CHARACTER}' has no letter in it."),
        ("Ana\x00,external", "Row 2, public_name: a character stands here that cannot be shown (U+0000). Delete it."),
        ("Ana\u202egpj,external", "Row 2, public_name: a character stands here that cannot be shown (U+202E)."),
        ("A" * 81 + ",external", "Row 2, public_name: this is 81 characters long. At most 80 fit."),
        ("Ana,external,,,,Spansh", "Row 2, languages: 'Spansh' is not a language; did you mean 'es'?"),
        ("Ana,external,,,,xx;en", "Row 2, languages: 'xx' is not a language."),
        ("Ana,external,,,,,,,Mno 9-12", "Row 2, hours: 'mno' is not a day of the week; did you mean 'Mon'?"),
        ("Ana,external,,,,,,,,,many", "Row 2, max_open: 'many' is not a number from 1 to 100."),
        ("Ana,external,,,,,,,,,0", "Row 2, max_open: '0' is not a number from 1 to 100."),
        ("Ana,external,,,,,,,,,,weakly", "Row 2, notify: 'weakly' is not a way to be told; did you mean 'weekly'?"),
        (
            "Ana,external,,,,,,,,,,,,more",
            "Row 2: it has 14 cells, the header names 12. Put texts with commas in quotes.",
        ),
        ("Ana,external,," + ";".join(map(str, range(501))), "Row 2, topics: these are 501 items. At most 500 fit."),
    ],
)
def test_a_mistake_says_the_row_and_what_to_do_and_the_others_stay(row: str, sentence: str) -> None:
    report = read(HEAD + row + "\nBen,internal\n")
    assert [problem.sentence for problem in report.problems] == [report.problems[0].sentence]
    assert report.problems[0].sentence.startswith(sentence)
    assert report.problems[0].blocking
    assert report.rows == (RosterRow("Ben", Level.INTERNAL),)
    assert report.read == 2


def test_every_mistake_of_a_row_is_told_at_once() -> None:
    report = read(HEAD + ",extrenal,,,,Klingonese,,,never,,x,pigeon\n")
    assert {problem.column for problem in report.problems} == {
        *("public_name", "level", "languages", "hours", "max_open", "notify")
    }


@pytest.mark.parametrize(
    ("first", "second", "column"),
    [
        ("Ana,external", "ANA ,internal", "public_name"),
        ("Ana,external,,,,,a@b.c", "Ben,internal,,,,,<mailto:A@b.c|a@b.c>", "slack"),
        ("Ana,external,,,,,<@U012AB|ana>", "Ben,internal,,,,,U012AB", "slack"),
        ("Ana,external,,,,,,@ana", "Ben,internal,,,,,,Ana", "discord"),
    ],
)
def test_the_second_of_two_that_are_the_same_is_left_out(first: str, second: str, column: str) -> None:
    report = read(HEAD + first + "\n" + second + "\n")
    assert len(report.rows) == 1
    assert [(problem.line, problem.column) for problem in report.problems] == [(3, column)]
    assert "stands in row 2 already. Keep one of them." in report.problems[0].sentence


def test_a_backup_whom_nobody_knows_is_taken_off_and_told() -> None:
    report = read("name,level,backup\nAna,ext,Bem\nBen,int,ben\nCem,ext,Ana\nDan,ext,Eve\nEve,oops,\n")
    assert [row.backup for row in report.rows] == ["", "", "Ana", "Eve"]
    assert [problem.blocking for problem in report.problems] == [False, False, True]
    assert "Row 2, backup: 'Bem' is nobody in this file; did you mean 'Ben'?" in report.problems[0].sentence
    assert "Row 3, backup: 'ben' cannot stand in for themselves." in report.problems[1].sentence


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    assert said('name,level\n"Ana\nLima",ext\n\n,\nBen,x\n').startswith("Row 5, level")


def test_unknown_and_double_columns_are_noted() -> None:
    report = read("name,level,phone,e-mail,slack,levels_\nAna,ext,1,,U1,\nBen,ext,2,b@c.d,U2,\n")
    assert [row.slack for row in report.rows] == ["U1", "b@c.d"]
    assert report.notes == (
        "The column 'phone' is not known and was left out.",
        "The columns 'e-mail' and 'slack' both mean slack; the first that is filled counts.",
        "The column 'levels_' is not known and was left out; did you mean 'level'?",
    )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty."),
        (b" \n \n", "The file is empty."),
        (b"PK\x03\x04rest", "This is an Excel workbook. Save it as 'CSV UTF-8'"),
        (b"\x81\x8d\xff", "The file is not text that we can read."),
        (b"one,two\n1,2\n", "The file has no column 'public_name'."),
        (b"name,level\n" + b"Ana,ext\n" * 100_000, "The file has more than 5,000 rows"),
        (b"x" * 2_000_001, "The file is larger than 2 MB."),
    ],
)
def test_a_file_that_is_no_roster_says_so_in_one_sentence(data: bytes, sentence: str) -> None:
    report = read_roster(data, "roster.csv")
    assert report.rows == ()
    assert [problem.line for problem in report.problems] == [0]
    assert report.problems[0].sentence.startswith(sentence)


def test_what_stands_before_an_open_quote_is_kept() -> None:
    report = read('name,level\nAna,ext\n"Ben,ext\nCem,ext\n')
    assert report.rows == (RosterRow("Ana", Level.EXTERNAL),)
    assert said('name,level\nAna,ext\n"Ben,ext\n').startswith("Row 3: a quote is opened and not closed.")
    assert said("name,level\n" + "x" * 200_000 + ",ext\n").startswith("Row 2: a cell is far too long.")


def test_yaml_is_read_with_lists_and_without_surprises() -> None:
    report = read(
        "- public_name: Ana\n  level: external\n  languages: [no, en]\n  topics: trees; parks\n  max_open: 3\n"
        "- {name: Ben, role: exec, slack: '@ben', hours: }\n",
        "roster.yml",
    )
    assert report.problems == ()
    assert report.rows[0].languages == ("no", "en")
    assert report.rows[0].topics == ("trees", "parks")
    assert report.rows[0].max_open == 3
    assert report.rows[1] == RosterRow("Ben", Level.EXECUTIVE, slack="ben")


def test_a_mistake_in_yaml_says_the_line_and_the_others_stay() -> None:
    report = read(
        "champions:\n- name: Ana\n  level: ext\n- name: Ben\n  level: oops\n- 7\n- {name: {a: b}}\n", "roster.yaml"
    )
    assert [row.public_name for row in report.rows] == ["Ana"]
    assert [problem.sentence for problem in report.problems] == [
        "Line 4, level: 'oops' is not a level. Use external, internal, executive or coordinator.",
        "Line 6: this is not a person. Begin each with '- public_name: …'.",
        "Line 7, name: this should be one text or a list of texts.",
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("- a: 'b\n", "Line 2: this is not YAML"),
        ("x: 1\n", "The file is not a list of people."),
        ("[" * 100_000 + "]" * 100_000, "Line 1: the values are nested too deeply."),
        ("- {name: A}\n" * 5_001, "The file has more than 5,000 rows"),
    ],
)
def test_yaml_that_is_no_roster_says_so(text: str, sentence: str) -> None:
    report = read(text, "roster.yml")
    assert report.rows == ()
    assert report.problems[0].sentence.startswith(sentence)


@pytest.mark.parametrize("text", ["- name: Ana\n  level: ext\n", "roster:\n- {name: Ana, level: ext}\n"])
def test_a_pasted_text_is_known_as_yaml_by_its_look(text: str) -> None:
    assert read(text, "").rows == (RosterRow("Ana", Level.EXTERNAL),)


def test_the_cells_of_a_formula_are_plain_text() -> None:
    report = read('name,level,department,topics\n=1+1 Ana,ext,"=SUM(A1)","+x;@y"\n')
    assert report.rows == (RosterRow("=1+1 Ana", Level.EXTERNAL, "=SUM(A1)", ("+x", "@y")),)


def test_a_long_roster_costs_little() -> None:
    rows = (f"Person {each},external,t{each % 9};u,en;es,p{each}@example.org,Mon-Thu 9-13\n" for each in range(1000))
    text = "name,level,topics,languages,slack,hours\n" + "".join(rows)
    read(text)
    began = time.process_time()
    assert len(read(text).rows) == 1000
    assert time.process_time() - began < 1
