"""The settings in chat: shown, changed, exported, compared, and read-only where a file is their home."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.desk import Home
from tests.stories.town import Town

TREES = "Why does the tree map miss Elm Street?"


async def rings_at(town: Town) -> datetime | None:
    """When the clock next does something for the first question."""
    due = (await town.question("Q-1")).due_at
    return due.replace(microsecond=0) if due else None


async def test_what_the_desk_goes_by_is_shown_whole_and_by_section(town: Town) -> None:
    kofi = town.kofi
    await kofi.types("/opendata-admin settings show")
    kofi.sees_only_you("What Elmford Open Data Desk goes by", "Mon-Fri 09:00-17:00", "timers: normal", "Trees")
    kofi.sees_only_you("These settings are changed here, in chat.")
    await kofi.presses("Limits")
    kofi.sees_only_you("limits.open: 3", "limits.answer_length: 3000")
    await town.maria.types("/opendata-admin settings show")
    town.maria.sees_only_you("Only coordinators can do this.")


async def test_a_section_is_changed_by_form_and_a_mistake_is_said_at_its_field(town: Town) -> None:
    kofi = town.kofi
    await kofi.types("/opendata-admin settings edit limits")
    kofi.sees_form("Limits", open="3", per_day="100", seconds_between="0")
    await kofi.fills(open="many")
    kofi.sees_mistake("open", "'many' is not a whole number.")
    await kofi.types("/opendata-admin settings edit")
    kofi.sees_only_you("What do you want to change?")
    await kofi.presses("Limits")
    await kofi.fills(open="1", per_day="7")
    kofi.sees_only_you("2 settings changed.", "limits.open: 3 → 1", "limits.per_day: 100 → 7")
    await town.ana.asks(TREES)
    await town.ana.types("/opendata ask Which trees are the oldest ones?")
    await town.ana.presses("Post with my name")
    town.ana.sees_only_you("That is the limit")
    await kofi.types("/opendata-admin settings edit desk")
    kofi.sees_form("The desk", language="en")
    await kofi.fills(title="Elmford Desk", contact="Call 311.")
    kofi.sees_only_you("desk.name: Elmford Open Data Desk → Elmford Desk", "+ desk.contact: Call 311.")
    await kofi.types("/opendata-admin settings edit sharing")
    kofi.sees_form("Fairness")
    await kofi.fills(share="privately", records="Not yet")
    kofi.sees_only_you("share: named → private", "until your records officer knows")
    await kofi.types("/opendata-admin settings edit topics")
    kofi.sees_only_you("Topics have commands of their own")


async def test_a_faster_clock_holds_for_what_waits_already(town: Town) -> None:
    await town.ana.asks(TREES)
    await town.kofi.types("/opendata-admin settings edit timers")
    town.kofi.sees_form("Timers")
    await town.kofi.fills(preset="Fast: half as long")
    town.kofi.sees_only_you("timers: normal → fast")
    assert await rings_at(town) == datetime(2026, 10, 6, 16, 0, tzinfo=UTC)
    await town.ticks(hours=2)
    town.room("triage").thread_says("Q-1", "has waited 2 working hours")


async def test_hours_holidays_and_a_snow_day_move_what_waits(town: Town) -> None:
    kofi = town.kofi
    await town.ana.asks(TREES)
    await kofi.types("/opendata-admin hours set")
    kofi.sees_form("Hours and promise", hours="Mon-Fri 09:00-17:00", timezone="America/New_York", promise="2")
    await kofi.fills(timezone="America/Elmford")
    kofi.sees_mistake("timezone", "'America/Elmford' is not a time zone name")
    await kofi.types('/opendata-admin hours set hours:"Tue 09:00-12:00, Wed 09:00-17:00"')
    kofi.sees_only_you("1 setting changed.", "We reply within 2 working days.")
    assert await rings_at(town) == datetime(2026, 10, 7, 15, 0, tzinfo=UTC)
    await kofi.types("/opendata-admin hours closed 2026-10-07 Snow day")
    kofi.sees_only_you("The desk is closed on Wed 7 Oct: Snow day.")
    assert await rings_at(town) == datetime(2026, 10, 13, 15, 0, tzinfo=UTC)
    await kofi.types("/opendata-admin hours closed 2026-10-07 open")
    kofi.sees_only_you("The desk is open on Wed 7 Oct, as on any such day.")
    assert await rings_at(town) == datetime(2026, 10, 7, 15, 0, tzinfo=UTC)
    await kofi.types("/opendata-admin hours closed 2026-10-05 Too late")
    kofi.sees_only_you("Please choose a day from today on.")
    await kofi.types("/opendata-admin hours holidays Atlantis")
    kofi.sees_only_you("'Atlantis' is not a holiday region.")
    await kofi.types("/opendata-admin hours holidays us-ma")
    kofi.sees_only_you("desk.holidays:  → US-MA")
    await kofi.types("/opendata-admin hours holidays none")
    kofi.sees_only_you("desk.holidays: US-MA → ")


async def test_settings_are_exported_compared_and_taken_over(town: Town) -> None:
    kofi = town.kofi
    await kofi.types("/opendata-admin settings export")
    told = kofi.sees_only_you("The settings as a desk.yml", "limits: {open: '3'", "As a file:")
    pasted = "\n".join(line for line in told.text.splitlines() if ": " in line and "As a file" not in line)
    await kofi.types("/opendata-admin settings diff")
    await kofi.fills(text=pasted)
    kofi.sees_only_you("Nothing differs. These are the settings of now.")
    await kofi.types("/opendata-admin settings diff")
    await kofi.fills(text=pasted.replace("open: '3'", "open: '4'"))
    kofi.sees_only_you("Compared with the settings of today.", "limits.open: 3 → 4")
    assert "Take it over" not in kofi.newest().buttons
    await kofi.types("/opendata-admin settings import")
    kofi.sees_form("Compare settings")
    await kofi.fills(text=pasted.replace("open: '3'", "open: many"))
    kofi.sees_only_you("This desk.yml has mistakes. Nothing changed.", "desk.yml line", "limits.open", "'many'")
    await kofi.types("/opendata-admin settings import")
    await kofi.fills(text=pasted.replace("open: '3'", "open: '4'"))
    kofi.sees_only_you("Nothing has changed yet.", "limits.open: 3 → 4")
    assert (await town.sees(lambda work: work.desk)).limits.open == 3
    await kofi.presses("Take it over")
    kofi.sees_only_you("1 setting changed.")
    assert (await town.sees(lambda work: work.desk)).limits.open == 4
    await kofi.types("/opendata-admin settings apply D-1")
    kofi.sees_only_you("These settings were already taken over.")


async def test_in_chat_nobody_takes_another_workspace_or_a_file_of_the_server(town: Town) -> None:
    kofi, begin = town.kofi, "desk: {name: Elmford, slug: elmford}\n"
    for more, why in (
        ("workspaces: {slack: T0OTHER99}", "`workspaces` is for whoever runs the server."),
        ("sources: [{kind: dcat, url: /etc/passwd}]", "In chat a portal is a web address."),
    ):
        await kofi.types("/opendata-admin settings import")
        await kofi.fills(text=begin + more)
        kofi.sees_only_you(why)
    await kofi.types("/opendata-admin settings edit sources")
    kofi.sees_form("Your portal")
    await kofi.fills(url="file:///etc/passwd")
    assert (await town.sees(lambda work: work.desk)).sources == ()


async def test_where_a_file_is_the_home_chat_names_its_line(town: Town) -> None:
    kofi = town.kofi
    home = Home("desk.yml", {"desk": 1, "desk.hours": 5, "limits": 14, "limits.open": 15}, roster="roster.csv")
    await town.service.store.save_desk(replace(town.desk, home=home))
    await kofi.types("/opendata-admin settings show limits")
    kofi.sees_only_you("limits.open: 3", "These settings live in desk.yml.")
    await kofi.types("/opendata-admin settings edit limits")
    kofi.sees_only_you("To change this, edit line 14 of desk.yml")
    await kofi.types("/opendata-admin hours set hours:daily")
    kofi.sees_only_you("To change this, edit line 5 of desk.yml")
    await kofi.types("/opendata-admin topics add Parking")
    kofi.sees_only_you("It does not have this one yet: add it there")
    await kofi.types("/opendata-admin roster add")
    kofi.sees_only_you("The roster lives in roster.csv.")
    await kofi.types("/opendata-admin setup")
    kofi.sees_only_you("Step 1 of 6", "These settings live in desk.yml: change them there.")
