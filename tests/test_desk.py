import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk import (
    Announce,
    Desk,
    DeskFileError,
    DigestPlan,
    Limits,
    Source,
    StoredDeskError,
    Topic,
    desk_from_json,
    desk_to_json,
    read_desk,
    unused_sections,
)

FULL = """\
desk:
  name: Springfield  Open Data Desk
  timezone: America/New_York
  hours: Mon–Fri 9–17
  holidays: us-ma
  language: EN_us
  contact: For potholes call 311.
  closed:
    2026-12-24: Christmas Eve
    2026-02-17:
channels:
  slack:   {ask: "#ask-open-data", triage: "#champions-triage", news: C012AB}
  discord: {ask_forum: ask-open-data, news: data-news}
workspaces: {slack: T012AB, discord: [123456789012345678, 2]}
promise: {first_reply: 3 working days}
topics:
  - Trees
  - {name: Parks, keywords: park; Playground; PARK, department: Recreation, backup: Ana}
sources: [{kind: dcat, url: "https://data.example.gov/data.json"}, {kind: dcat, url: catalog/data.json}]
limits: {open: 5, answer_length: 2000}
watch: {discord: [ask_forum, news]}
links: {slack: [ask, "#general"]}
share: without my name
roster: roster.csv
announce: {slots: ["Tue 10:00"]}
digest: {coordinator: mondays 8am, public: off, executive: 2nd Wed 9:30, to: channel}
tone: plain
"""


def mistakes(text: str) -> tuple[str, ...]:
    with pytest.raises(DeskFileError) as caught:
        read_desk(text, "desk.yml", ("slack", "discord"))
    assert str(caught.value) == "\n".join(caught.value.mistakes)
    return caught.value.mistakes


def test_a_full_file_is_read() -> None:
    assert read_desk(FULL, "desk.yml", ("slack", "discord")) == Desk(
        slug="springfield-open-data-desk",
        name="Springfield Open Data Desk",
        timezone="America/New_York",
        hours="Mon-Fri 09:00-17:00",
        holidays="US-MA",
        closed=((date(2026, 2, 17), "Closed"), (date(2026, 12, 24), "Christmas Eve")),
        language="en-US",
        channels={
            "slack": {"ask": "ask-open-data", "triage": "champions-triage", "news": "C012AB"},
            "discord": {"ask": "ask-open-data", "news": "data-news"},
        },
        workspaces={"slack": ("T012AB",), "discord": ("123456789012345678", "2")},
        topics=(Topic("Trees"), Topic("Parks", ("park", "Playground"), "Recreation", "Ana")),
        promise_days=3,
        sources=(Source("dcat", "https://data.example.gov/data.json"), Source("dcat", "catalog/data.json")),
        limits=Limits(open=5, answer_length=2000),
        share_default="unnamed",
        announce=Announce(("Tue 10:00",)),
        digest=DigestPlan("Mon 08:00", executive="second Wed 09:30", public="off", to="channel"),
        contact="For potholes call 311.",
        roster="roster.csv",
        watch={"discord": ("ask", "news")},
        links={"slack": ("ask", "#general")},
    )
    assert unused_sections(FULL) == ("tone",)


def test_a_name_is_enough() -> None:
    desk = read_desk("desk: {name: Cité de Québec}\nchannels:\n", "desk.yml")
    assert desk == Desk(slug="cite-de-quebec", name="Cité de Québec", holidays="US-MA")
    assert (desk.promise_days, desk.share_default, desk.limits) == (2, "named", Limits(3, 5, 120, 1500, 3000))


def test_a_desk_elsewhere_does_not_get_bostons_holidays() -> None:
    assert read_desk("desk: {name: A, timezone: Europe/Berlin}", "desk.yml").holidays == ""


def test_every_mistake_is_told_at_once_in_the_files_order() -> None:
    found = mistakes(
        "desk:\n"
        "  slgu: x\n"
        "  name: ''\n"
        "  timezone: America/NewYork\n"
        "  hours: Mon-Fri 17-9\n"
        "  holidays: US-Masachusetts\n"
        "  language: Klingonese\n"
        "  closed: [17.2.2026]\n"
        "chanels: {}\n"
        "channels:\n"
        "  slcak: {ask: a}\n"
        "  slack:\n"
        "    ask: #ask-open-data\n"
        "    triag: b\n"
        "promise: {first_reply: soon}\n"
        "topics: [{keywords: a}]\n"
        "sources: [{kind: DCAT, url: 'ftp://x.example'}]\n"
        "limits: {open: 0, per_day: many, question_length: 9999}\n"
        "share: {default: nmed}\n"
        "workspaces: {slack: [T 1]}\n"
    )
    assert found == (
        "desk.yml line 2, desk.slgu: There is no setting 'slgu'; did you mean 'slug'?",
        "desk.yml line 3, desk.name: This is empty. Write something, or leave the line out.",
        "desk.yml line 4, desk.timezone: 'America/NewYork' is not a time zone name; did you mean 'America/New_York'?",
        "desk.yml line 5, desk.hours: '17-9' ends before it starts. "
        "For a night write both days: 'Mon 22:00-24:00, Tue 00:00-06:00'.",
        "desk.yml line 6, desk.holidays: 'US' has no region 'Masachusetts' in the holiday calendars; "
        "did you mean 'US-MA'?",
        "desk.yml line 7, desk.language: 'Klingonese' is not a language code. Write one like 'en' or 'es'.",
        "desk.yml line 8, desk.closed.item 1.date: '17.2.2026' is not a date. Write it as 2026-02-17.",
        "desk.yml line 9, chanels: There is no setting 'chanels'; did you mean 'channels'?",
        "desk.yml line 11, channels.slcak: 'slcak' is not a platform; did you mean 'slack'? Known: slack, discord.",
        "desk.yml line 13, channels.slack.ask: This is empty. Write something, or leave the line out. "
        'A # begins a comment: put it in quotes, "#like-this".',
        "desk.yml line 14, channels.slack.triag: There is no setting 'triag'; did you mean 'triage'?",
        "desk.yml line 15, promise.first_reply: 'soon' is not a number of working days. Write for example 2d.",
        "desk.yml line 16, topics.item 1.name: This is missing. Add it.",
        "desk.yml line 17, sources.item 1.kind: 'DCAT' is not a kind of portal. "
        "Write its name in small letters, such as dcat.",
        "desk.yml line 17, sources.item 1.url: 'ftp://x.example' is not a web address. "
        "It begins with https:// and a host name.",
        "desk.yml line 18, limits.open: '0' is too small. The least is 1.",
        "desk.yml line 18, limits.per_day: 'many' is not a whole number.",
        "desk.yml line 18, limits.question_length: '9999' is too large. The most is 3000.",
        "desk.yml line 19, share.default: 'nmed' is not a way to share; did you mean 'named'? "
        "Use named, unnamed or private.",
        "desk.yml line 20, workspaces.slack.item 1: 'T 1' is not an id. "
        "Copy it from the platform: letters and digits, as in 'T012AB3CD'.",
    )


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("", "desk.yml: the file is empty. Begin with 'desk:'"),
        ("- a\n", "desk.yml: the file holds no sections."),
        ("desk: x\n", "desk.yml line 1, desk: This should be a section with settings in it."),
        ("desk:\n", "desk.yml line 1, desk: This is missing. Add it."),
        ("limits: {}\n", "desk.yml line 1, desk: This is missing. Add it."),
        ("desk: {name: A}\ntopics: x\n", "desk.yml line 2, topics: This should be a list"),
        ("desk: {name: [A]}\n", "desk.yml line 1, desk.name: This should be one text."),
        ("desk: {name: 東京}\n", "desk.yml line 1, desk: No web address can be made from the name. Add a slug"),
        ("desk: {name: A, slug: A b}\n", "desk.yml line 1, desk.slug: 'A b' cannot stand in a web address."),
        ("desk: {name: A, timezone: Mars}\n", "desk.yml line 1, desk.timezone: 'Mars' is not a time zone name"),
        (
            "desk: {name: " + "A" * 81 + "}\n",
            "desk.yml line 1, desk.name: This is too long. At most 80 characters fit.",
        ),
        ("desk: {name: A}\ntopics: [Trees, trees]\n", "desk.yml line 2, topics: 'trees' is there twice."),
        ("desk: {name: A}\nshare: loud\n", "desk.yml line 2, share.default: 'loud' is not a way to share."),
        (
            "desk: {name: A}\nchannels: {Slack!: {ask: a}}\n",
            "desk.yml line 2, channels.Slack!: 'Slack!' is not a platform",
        ),
        ("desk: {name: A}\nlimits: {open: 9" + "9" * 5000 + "}\n", "desk.yml line 2, limits.open: '9999"),
        ("desk: {name: A\n", "desk.yml line 2: this is not YAML"),
        ("a" * 1_000_001, "desk.yml: the file has more than 1,000,000 characters."),
    ],
)
def test_a_mistake_names_its_place(text: str, mistake: str) -> None:
    assert mistakes(text)[0].startswith(mistake)


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    found = mistakes("desk: {name: A}\nsources: [{kind: dcat, url: 'https://me:hunter2@data.example.gov'}]\n")
    assert "Take it out" in found[0]
    assert "hunter2" not in found[0]


def test_any_platform_may_come_where_none_are_listed() -> None:
    assert read_desk("desk: {name: A}\nchannels: {matrix: {ask: a}}\n", "x").channel("matrix", "ask") == "a"


def test_signs_that_turn_or_hide_words_do_not_come_in() -> None:
    desk = read_desk('desk: {name: "A\\0\\u202Eb\\nc"}\n', "desk.yml")
    assert desk.name == "Ab c"


def test_what_a_desk_is_asked_for() -> None:
    desk = read_desk(FULL, "desk.yml")
    assert (desk.channel("discord", "ask"), desk.channel("discord", "triage"), desk.channel("web", "ask")) == (
        *("ask-open-data", "", ""),
    )
    assert desk.topic(" PARKS") == desk.topics[1]
    assert desk.topic("bikes") is None
    assert desk.calendar is desk.calendar
    assert desk.calendar.day_off(date(2026, 12, 24)) == "Christmas Eve"
    assert desk.calendar.add_working_days(datetime(2026, 12, 23, 15, tzinfo=UTC), 1) == date(2026, 12, 28)


def test_unused_sections_of_what_is_no_desk_are_none() -> None:
    assert unused_sections("a: b: c") == unused_sections("- announce") == unused_sections("") == ()


texts = st.text(max_size=20)
channels = st.dictionaries(texts, st.dictionaries(st.sampled_from(["ask", "triage", "news"]), texts), max_size=3)
several = st.lists(texts, max_size=3).map(tuple)
desks = st.builds(
    Desk,
    texts,
    texts,
    closed=st.lists(st.tuples(st.dates(), texts), max_size=3).map(tuple),
    channels=channels,
    workspaces=st.dictionaries(texts, several, max_size=3),
    topics=st.lists(st.builds(Topic, texts, several, texts, texts), max_size=3).map(tuple),
    sources=st.lists(st.builds(Source, texts, texts), max_size=3).map(tuple),
    promise_days=st.integers(1, 60),
    limits=st.builds(Limits, *[st.integers(0, 10_000)] * 5),
    share_default=st.sampled_from(["named", "unnamed", "private"]),
    contact=texts,
    roster=texts,
)


@given(desks)
def test_a_stored_desk_comes_back_the_same(desk: Desk) -> None:
    assert desk_from_json(desk_to_json(desk)) == desk


def test_a_desk_stored_by_an_older_or_newer_version_is_read() -> None:
    assert desk_from_json('{"slug": "a", "name": "A", "from_the_future": 1}') == Desk("a", "A")


@pytest.mark.parametrize("text", ["", "{}", '{"slug": 1, "name": "hunter2", "promise_days": "hunter2"}'])
def test_a_broken_stored_desk_is_named_without_its_values(text: str) -> None:
    with pytest.raises(StoredDeskError, match="Import desk") as caught:
        desk_from_json(text)
    assert "hunter2" not in str(caught.value)


def test_a_stored_desk_is_plain_json() -> None:
    assert json.loads(desk_to_json(Desk("a", "A", closed=((date(2026, 2, 17), "Snow"),))))["closed"] == [
        ["2026-02-17", "Snow"]
    ]
