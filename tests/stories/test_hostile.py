"""Hostile words: nothing pings, nothing is formatted, nothing breaks, and what is too long is said in a sentence."""

import pytest

from tests.stories.town import Town

EMOJI = "\U0001f333"  # four bytes in UTF-8, two units in UTF-16
HOSTILE = {
    "calls": (
        "<!channel> <!here> <!everyone> @channel @here @everyone <@U0MARIA01> <@U0MARIA01|maria> <!subteam^S1|@team> "
        "<#C0PKT000001|ask> &lt;!channel&gt; &amp;lt;!channel&amp;gt;"
    ),
    "marks": (
        "*bold* _it_ ~no~ `code` ```block``` > quote\n# title\n- [x](https://evil.example) **b** ||spoiler|| "
        "<https://evil.example|https://good.example> https://a.example/?q=1&b=<2> <script>alert(1)</script> &nbsp; "
        "{champion} {id} %s %(x)s {{7*7}}"
    ),
    "signs": (
        "a\u202egnp.exe\u2066b\u2069 \u200fright\u200e \u061cmark be\x00fore \x07 \x1b[31m after "
        "\U0001f469\u200d\U0001f469\u200d\U0001f467 e\u0301 " + "z\u0335\u0336" * 40
    ),
    "emoji": EMOJI * 700,
    "quotes": 'dataset:"x topic:" -- Q-1 D-1 yes named "unclosed',
}


def is_harmless(town: Town, *, called: tuple[str, ...] = ()) -> None:
    """Nobody was called but those whom our own cards call; no text stands where the platform reads markup."""
    assert set(town.stage.called()) <= {f"@{each}" for each in called}
    assert town.stage.marked_up() == []


@pytest.mark.parametrize("name", HOSTILE)
async def test_in_a_question_and_everything_the_asker_adds(town: Town, name: str) -> None:
    ana, maria, text = town.ana, town.maria, HOSTILE[name]
    await ana.types("/opendata ask")
    await ana.fills(text=text)
    if "None of these" in ana.newest().buttons:
        await ana.presses("None of these")
    await ana.presses("Post with my name")
    if (await town.question("Q-1")).state == "held":  # it calls everybody, so a person looks first
        await town.kofi.presses("Release the hold", on=town.kofi.reads_directly("Q-1 is held"))
    town.room("ask").shows("Q-1", "asked:")
    await maria.types("/champion claim Q-1")
    await ana.types("/opendata reply")
    await ana.fills(question="Q-1", text=text)
    await ana.replies_in_thread("Q-1", text)
    await maria.types("/champion clarify Q-1")
    await maria.fills(text=text)
    await ana.replies_in_thread("Q-1", text)
    await maria.answers("Q-1", "Done.")
    await ana.presses("Not yet", on="Q-1")
    await ana.fills(text=text)
    await maria.answers("Q-1", "Done.")
    await ana.types("/opendata solved Q-1")
    await ana.types("/opendata reopen Q-1")
    await ana.fills(text=text)
    is_harmless(town, called=(ana.id,))
    assert (await town.question("Q-1")).state == "claimed"


@pytest.mark.parametrize("name", HOSTILE)
async def test_in_everything_a_champion_writes(town: Town, name: str) -> None:
    ana, maria, theo, kofi, text = town.ana, town.maria, town.theo, town.kofi, HOSTILE[name]
    await ana.asks("Why does the tree map miss Elm Street?")
    await maria.types("/champion claim Q-1")
    await maria.types("/champion note Q-1")
    await maria.fills(text=text)
    await maria.types("/champion handoff Q-1")
    await maria.fills(to="Theo", text=text)
    await theo.presses("Decline", on="Q-1")
    await theo.fills(text=text)
    await maria.types("/champion answer Q-1")
    await maria.fills(text=text, caveat=text[:250], source=f"https://{text[:200]}")
    await maria.presses("Post answer")
    town.room("ask").shows("Q-1", "Answered")
    await ana.types("/opendata reopen Q-1")
    await ana.types("/opendata solved Q-1")
    await kofi.types("/opendata-admin question remove Q-1")
    await kofi.fills(text=text)
    is_harmless(town, called=(ana.id, theo.id))


@pytest.mark.parametrize("name", HOSTILE)
async def test_in_searches_names_and_whatever_is_typed(town: Town, name: str) -> None:
    ana, maria, text = town.ana, town.maria, HOSTILE[name]
    for line in (
        f"ask {text}", f"find {text}", f"dataset {text}", f"champions {text}", f"help {text}", f"{text}",
        f"status {text}", f"reply Q-1 {text}", f"withdraw {text}", f"ask dataset:{text}", f"ask topic:{text}",
    ):  # fmt: skip
        await ana.types(f"/opendata {line}")
        assert ana.told() or town.stage.form(ana.id), f"no answer to {line[:40]!r}"
        town.stage.reloads(ana.id)
    for line in (f"queue {text}", f"claim {text}", f"handoff Q-1 to:{text}", f"route Q-1 topic:{text}", f"{text}"):
        await maria.types(f"/champion {line}")
        assert maria.told() or town.stage.form(maria.id), f"no answer to {line[:40]!r}"
        town.stage.reloads(maria.id)
    await ana.writes_to_bot(text)
    await ana.mentions_bot(text)
    is_harmless(town)


@pytest.mark.parametrize("name", ["calls", "marks", "signs"])
async def test_in_a_message_that_is_tracked(town: Town, name: str) -> None:
    eve, ana = town.eve, town.ana
    said = await eve.says(HOSTILE[name], room="square")
    await ana.uses_message_menu("Track as data question", said)
    await eve.presses("Yes")
    eve.sees_only_you("Q-1")
    is_harmless(town, called=(eve.id,))


async def test_in_a_roster(town: Town) -> None:
    kofi = town.kofi
    await kofi.types("/opendata-admin roster import")
    rows = "".join(f'"{text[:80]}",external,"{text[:40]}",,\n'.replace("\x00", "") for text in HOSTILE.values())
    await kofi.fills(
        text=f"public_name,level,department,topics,slack\nKofi Boateng,coordinator,,,U0KOFI001\n{rows}"[:2990]
    )
    kofi.sees_only_you("Compared with the roster of today")
    await kofi.presses("Take it over")
    await kofi.types("/opendata-admin roster list")
    await kofi.types("/opendata-admin roster check")
    await town.ana.types("/opendata champions")
    is_harmless(town)


async def test_a_hundred_thousand_characters_are_answered_with_a_sentence(town: Town) -> None:
    ana, maria = town.ana, town.maria
    long = "tree " * 20_000
    await ana.asks("Why does the tree map miss Elm Street?")
    await maria.types("/champion claim Q-1")
    for person, line, sentence in (
        (ana, "/opendata ask", "Please shorten it to 1500"),
        (ana, "/opendata reply Q-1", "Please shorten it to 1500"),
        (maria, "/champion answer Q-1", "Please shorten it to 3000"),
    ):
        await person.types(f"{line} {long}")
        person.sees_only_you(f"{len(long.strip())} characters", sentence)
    for line in (f"find {long}", f"dataset {long}", f"champions {long}", f"help {long}", long, f"ask dataset:{long}"):
        await ana.types(f"/opendata {line}")
        assert ana.told() or town.stage.form(ana.id), f"no answer to {line[:20]!r}"
        town.stage.reloads(ana.id)
    for line in (f"note Q-1 {long}", f"release Q-1 {long}", f"claim {long}", f"handoff Q-1 to:{'x' * 99_000}", long):
        await maria.types(f"/champion {line}")
        assert maria.told() or town.stage.form(maria.id), f"no answer to {line[:20]!r}"
        town.stage.reloads(maria.id)
    await ana.replies_in_thread("Q-1", long[:39_000])
    is_harmless(town, called=(ana.id,))


@pytest.mark.parametrize("length", [1499, 1500])
async def test_four_byte_signs_at_the_limit(town: Town, length: int) -> None:
    ana, maria = town.ana, town.maria
    await ana.types(f"/opendata ask {EMOJI * length}")
    ana.sees_only_you("Check before we post")
    await ana.presses("Post with my name")
    town.room("ask").shows("Q-1", EMOJI * 500)
    await maria.types(f"/champion answer Q-1 {EMOJI * 3000}")
    await maria.presses("Post answer")
    lines = town.room("ask").thread("Q-1")
    assert sum(line.count(EMOJI) for line in lines) == 3000
    await maria.types(f"/champion answer Q-1 {EMOJI * 3001}")
    is_harmless(town, called=(ana.id,))
