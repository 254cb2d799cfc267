"""The made-up city: its files fit each other, and load through the adapter that real cities load through."""

import csv
import json
from typing import Any
from zoneinfo import available_timezones

import holidays
import yaml

from adapters.playground import city
from adapters.portals import dcat
from bot.catalog.completion import Titles, best_matches
from bot.desks.file import read_desk, unused_sections
from bot.people.roster.reading import read_roster

HEADER = "public_name,level,department,topics,datasets,languages,slack,discord,hours,backup,max_open,notify"
OPEN = {"offered", "claimed", "waiting_asker", "answered"}


def desk() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(city.desk_file().read_text(encoding="utf-8"))
    return loaded


def roster() -> list[dict[str, str]]:
    with city.roster_file().open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


async def test_the_catalogue_loads_without_a_single_trouble() -> None:
    found = await dcat.read(str(city.catalog_file()))
    assert found.troubles == ()
    assert 140 <= len(found.datasets) <= 170
    assert len({dataset.department for dataset in found.datasets}) >= 12
    assert len({dataset.title for dataset in found.datasets}) == len(found.datasets)
    assert len({dataset.description for dataset in found.datasets}) == len(found.datasets)
    for dataset in found.datasets:
        assert dataset.page.startswith("https://data.portalder.example/"), dataset.title
        assert dataset.issued is not None
        assert dataset.modified is not None
        assert dataset.modified.date() >= dataset.issued, dataset.title
        assert 40 <= len(dataset.description) <= 400, dataset.title
        assert len(dataset.keywords) >= 2


async def test_typing_tree_finds_the_street_trees() -> None:
    found = await dcat.read(str(city.catalog_file()))
    assert best_matches("tree", Titles(found.datasets), 5)[0].title == "Street Trees"


async def test_every_topic_has_datasets_and_every_dataset_a_topic() -> None:
    found = await dcat.read(str(city.catalog_file()))
    topics = {topic["name"] for topic in desk()["topics"]}
    departments = {dataset.department for dataset in found.datasets}
    assert {name for dataset in found.datasets for name in dataset.topics} == topics
    assert {topic["department"] for topic in desk()["topics"]} <= departments
    assert {row["department"] for row in roster()} <= departments


def test_the_desk_points_at_files_that_are_there() -> None:
    settings = desk()
    assert settings["desk"]["slug"] == "port-alder"
    assert settings["desk"]["timezone"] in available_timezones()
    country, state = settings["desk"]["holidays"].split("-")
    assert holidays.country_holidays(country, state).get("2026-12-25")
    assert city.desk_file().parent / settings["roster"] == city.roster_file()
    assert [city.desk_file().parent / source["url"] for source in settings["sources"]] == [city.catalog_file()]


def test_the_desk_and_the_roster_are_read_without_a_complaint() -> None:
    text = city.desk_file().read_text(encoding="utf-8")
    assert read_desk(text, "desk.yml").name == "Port Alder Open Data Desk"
    assert unused_sections(text) == ()
    report = read_roster(city.roster_file().read_bytes(), "roster.csv")
    assert (report.problems, report.notes, len(report.rows)) == ((), (), 9)


def test_the_roster_fits_the_desk() -> None:
    with city.roster_file().open(encoding="utf-8") as file:
        assert file.readline().strip() == HEADER
    rows = roster()
    names = {row["public_name"] for row in rows}
    topics = {topic["name"] for topic in desk()["topics"]}
    levels = [row["level"] for row in rows]
    assert {level: levels.count(level) for level in levels} == {
        "coordinator": 1,
        "external": 4,
        "internal": 3,
        "executive": 1,
    }
    assert {row["backup"] for row in rows} - {""} <= names
    assert {topic["backup"] for topic in desk()["topics"]} <= names
    assert {name for row in rows for name in row["topics"].split(";")} - {"*"} <= topics
    covered = {name for row in rows if row["level"] == "external" for name in row["topics"].split(";")}
    assert covered == topics


def test_the_people_are_the_rosters_people_and_those_who_ask() -> None:
    people = {person.name: person for person in city.residents()}
    for row in roster():
        person = people[row["public_name"]]
        assert (person.slack, person.discord) == (row["slack"], row["discord"])
    assert all(person.accounts for person in people.values())
    assert sum(person.played for person in people.values()) == 8
    assert {person.email.rpartition(".")[2] for person in people.values()} == {"example"}
    assert {person.tz for person in people.values()} <= available_timezones()


async def test_the_past_questions_fit_the_catalogue_the_people_and_the_working_days() -> None:
    titles = {dataset.title for dataset in (await dcat.read(str(city.catalog_file()))).datasets}
    champions = {row["public_name"] for row in roster()}
    askers = {person.id: person for person in city.residents() if person.name not in champions}
    questions = city.past_questions()
    assert [question.days_ago.asked for question in questions] == sorted(
        (question.days_ago.asked for question in questions), reverse=True
    )
    for question in questions:
        assert question.dataset in titles
        assert question.platform in askers[question.asker].accounts
        assert question.share in {"named", "unnamed", "private"}
        assert not question.champion or question.champion in champions
        days = question.days_ago
        steps = [day for day in (days.asked, days.claimed, days.clarified, days.answered, days.solved) if day]
        assert steps == sorted(steps, reverse=True)
    for asker in askers:
        assert sum(question.asker == asker and question.state in OPEN for question in questions) <= 3


def test_each_state_has_what_belongs_to_it() -> None:
    states = [question.state for question in city.past_questions()]
    assert {state: states.count(state) for state in states} == {
        "solved": 6,
        "answered": 2,
        "claimed": 1,
        "waiting_asker": 1,
        "offered": 2,
    }
    for question in city.past_questions():
        done = question.state in {"solved", "answered"}
        assert bool(question.answer and question.source and question.caveat) is done
        assert bool(question.champion) is (question.state != "offered")
        assert (question.days_ago.solved is not None) is (question.state == "solved")
        assert bool(question.need) is (question.state == "waiting_asker")


def test_one_record_stands_on_one_line() -> None:
    # So that a change to one dataset shows as one line.
    text = city.catalog_file().read_text(encoding="utf-8")
    assert text.count("\n") < len(json.loads(text)["dataset"]) + 15


def test_the_weeks_before_fit_the_people_the_desk_and_the_roster() -> None:
    people = {person.id: person for person in city.residents()}
    champions, topics = {row["public_name"] for row in roster()}, {topic["name"] for topic in desk()["topics"]}
    weeks = city.weeks()
    assert 40 <= len(weeks) <= 80
    assert [each.days for each in weeks] == sorted((each.days for each in weeks), reverse=True)
    for each in weeks:
        assert each.on in people[each.asker].accounts, each.text
        assert each.topic in topics
        assert each.champion in champions | {""}
        assert bool(each.answer) == bool(each.answered) == (each.end in ("solved", "assumed", "rejected", "answered"))
        assert bool(each.champion) == (each.end not in ("unclaimed", "held"))
    # Nothing of theirs is open, so that whoever is played may ask: three open questions are the limit.
    still = {each.asker for each in weeks if each.end in ("claimed", "unclaimed", "held", "answered")}
    assert not any(people[each].played for each in still)
    assert {each.end for each in weeks} >= {"held", "unclaimed", "claimed", "no_data", "rejected", "assumed"}
    assert {bool(each.in_vain) for each in city.searches()} == {True, False}


async def test_the_projects_fit_the_catalogue_and_the_people() -> None:
    titles = {dataset.title for dataset in (await dcat.read(str(city.catalog_file()))).datasets}
    people = {person.id: person for person in city.residents()}
    for project in city.projects():
        assert project.platform in people[project.maker].accounts
        assert set(project.datasets) <= titles
        assert ".example/" in project.url
    assert sorted("approved" in each.days_ago for each in city.projects()) == [False, True, True]
