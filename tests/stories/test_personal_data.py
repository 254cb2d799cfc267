"""Personal data: seen before it is public, said to its author alone, and never posted where it is certain."""

import pytest

from bot.speech.words import words
from tests.stories.town import Town

TREES = "Why does the tree map miss Elm Street?"
CARD = "4111 1111 1111 1111"
PHONE = "617-555-0132"
PAID = f"I paid for the tree permit with {CARD}. Where is it?"
CALL = f"Why does the tree map miss my street? Call me at {PHONE}"


async def claimed(town: Town) -> None:
    await town.ana.asks(TREES)
    await town.maria.presses("Claim", on="Q-1")


async def test_a_card_number_cannot_go_public(town: Town) -> None:
    ana = town.ana
    await ana.types(f"/opendata ask {PAID}")
    shown = ana.sees_only_you(
        "Check before we post", f"This looks like a card number: “{CARD}”. It can't be shown to everyone.",
        "Edit it, or send it privately?",
    )  # fmt: skip
    assert shown.buttons == ("Edit", "Send privately", "Cancel")
    await ana.types("/opendata post D-1 named")
    ana.sees_only_you("This looks like a card number")
    await ana.types("/opendata post D-1 unnamed")
    ana.sees_only_you("This looks like a card number")
    assert await town.asked() == 0
    town.room("ask").has_no("1111")


async def test_it_is_edited_and_then_posted(town: Town) -> None:
    ana = town.ana
    await ana.types(f"/opendata ask {PAID}")
    await ana.presses("Edit")
    ana.sees_form("Edit your question", text=CARD)
    await ana.fills(text="I paid for the tree permit. Where is it?")
    ana.does_not_see("looks like")
    await ana.presses("Post with my name")
    town.room("ask").shows("Q-1", "I paid for the tree permit. Where is it?")
    town.room("ask").has_no("1111")


async def test_it_is_sent_privately(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.types(f"/opendata ask {PAID}")
    await ana.presses("Send privately")
    ana.sees_only_you("Your question is Q-1")
    town.room("ask").has_no("1111")
    town.room("triage").has_no("1111")
    await maria.types("/champion claim Q-1")
    maria.reads_directly(CARD)
    await maria.answers("Q-1", f"We found {CARD} in our files, and call {PHONE} if you need 3 people.")
    maria.does_not_see("looks like")
    ana.reads_directly(f"We found {CARD}")
    await ana.types(f"/opendata reply Q-1 My other number is {PHONE}")
    ana.sees_only_you("We added this to Q-1")
    town.room("ask").has_no("0132")


async def test_a_private_question_is_not_checked(town: Town) -> None:
    ana = town.ana
    await ana.types(f"/opendata ask share:private {PAID}")
    ana.sees_only_you("Check before we post")
    ana.does_not_see("looks like")
    await ana.presses("Post with my name")
    ana.sees_only_you("This looks like a card number")
    assert await town.asked() == 0


async def test_who_asks_privately_and_then_openly_is_warned_first(town: Town) -> None:
    ana = town.ana
    await ana.types(f"/opendata ask share:private {CALL}")
    await ana.presses("Post with my name")
    ana.sees_only_you("This looks like a phone number")
    assert await town.asked() == 0
    await ana.presses("It's fine, post with my name")
    town.room("ask").shows("Q-1", PHONE)


async def test_a_tracked_message_is_copied_without_it(town: Town) -> None:
    ana = town.ana
    said = await ana.says(PAID)
    await ana.uses_message_menu("Track as data question", said)
    await ana.presses("Yes")
    ana.sees_only_you("Your question is Q-1", "Our copies leave it out")
    assert (await town.question("Q-1")).text == PAID.replace(CARD, "•••")
    town.room("triage").has_no("1111")


async def test_a_phone_number_is_the_authors_choice(town: Town) -> None:
    ana = town.ana
    await ana.types(f"/opendata ask {CALL}")
    shown = ana.sees_only_you(
        f"This looks like a phone number: “{PHONE}”. Everyone here could see it.", "Goes to", "ask"
    )
    assert shown.buttons == (
        *("Edit", "Send privately", "It's fine, post with my name", "It's fine, post without my name", "Cancel"),
    )
    await ana.presses("It's fine, post without my name")
    town.room("ask").shows("Q-1", PHONE)


async def test_at_most_three_are_named_and_each_is_short(town: Town) -> None:
    ana = town.ana
    many = "a.very.long.name.of.somebody.who.writes.a.lot@mail.elmford.example"
    await ana.types(f"/opendata ask Who reads {many}, b@mail.example, c@mail.example and {CARD}?")
    shown = ana.sees_only_you("a card number", "“a.very.long.name.of.somebody", "…”", "and 1 more")
    assert shown.text.count("This looks like") == 3
    assert "b@mail.example" in shown.text


async def test_what_looks_like_personal_data_calls_nobody(town: Town) -> None:
    ana = town.ana
    await ana.types("/opendata ask Who reads *bold*`@everyone`<!channel>@mail.example or _x_@mail.example on the map?")
    ana.sees_only_you("an e-mail address")
    assert not town.stage.called()
    assert not town.stage.marked_up()


async def test_an_answer_is_looked_at_with_its_small_counts(town: Town) -> None:
    await claimed(town)
    maria = town.maria
    await maria.types(f"/champion answer Q-1 On that block live 3 people. Their number is {PHONE}.")
    shown = maria.sees_only_you(
        "This looks like a phone number", "“3 people” is a small count. Could it tell who they are?"
    )
    assert shown.buttons == ("Edit", "It's fine, post", "Cancel")
    await maria.presses("It's fine, post")
    maria.sees_only_you("Posted. Q-1 is answered.")
    town.room("ask").shows("Q-1", "3 people")


async def test_an_answer_with_a_card_number_stays_where_it_is(town: Town) -> None:
    await claimed(town)
    maria, theo = town.maria, town.theo
    await maria.types(
        f"/champion answer Q-1 source:https://elmford.example caveat:{CARD.replace(' ', '-')} City trees."
    )
    assert maria.sees_only_you("This looks like a card number").buttons == ("Edit", "Cancel")
    await maria.types("/champion post D-2")
    maria.sees_only_you("This looks like a card number")
    await theo.types(f"/champion answer Q-1 Mine was {CARD}.")
    assert theo.sees_only_you("Post as a helper, or take it over?").buttons == ("Edit", "Cancel")
    for way in ("as_helper", "take_over"):
        await theo.types(f"/champion post D-3 {way}")
        theo.sees_only_you("This looks like a card number")
    town.room("ask").has_no("1111")


async def test_a_helper_may_say_that_it_is_fine(town: Town) -> None:
    await claimed(town)
    theo = town.theo
    await theo.types(f"/champion answer Q-1 Call the tree office: {PHONE}.")
    theo.sees_buttons("It's fine, post as a helper", "Ask to take over")
    await theo.presses("It's fine, post as a helper")
    town.room("ask").thread_says("Q-1", "Theo Lund adds:", PHONE)


SAID = {
    "reply": ("ana", "/opendata reply Q-1 {}"),
    "clarify": ("maria", "/champion clarify Q-1 {}"),
    "close": ("maria", "/champion close Q-1 no_data {}"),
    "snooze": ("maria", "/champion snooze Q-1 until:2026-10-14 {}"),
}


@pytest.mark.parametrize("way", SAID)
async def test_what_is_posted_at_once_is_kept_back(town: Town, way: str) -> None:
    await claimed(town)
    who, line = SAID[way]
    author = town.ana if who == "ana" else town.maria
    await author.types(line.format(f"Please call {PHONE}"))
    shown = author.sees_only_you("Not posted yet: look at this first", "This looks like a phone number")
    assert shown.buttons == ("Edit", "It's fine, post")
    town.room("ask").has_no("0132")
    await author.presses("It's fine, post")
    town.room("ask").thread_says("Q-1", f"Please call {PHONE}")
    await author.types("/opendata say D-2")
    author.sees_only_you("This was already posted to Q-1.")
    assert sum(PHONE in each.text for each in town.stage.thread(town.room("ask").card("Q-1"))) == 1


@pytest.mark.parametrize("way", SAID)
async def test_a_card_number_in_it_cannot_be_posted_by_any_button(town: Town, way: str) -> None:
    await claimed(town)
    who, line = SAID[way]
    author = town.ana if who == "ana" else town.maria
    await author.types(line.format(f"I wrote {CARD}"))
    assert author.sees_only_you("This looks like a card number").buttons == ("Edit",)
    await author.types("/opendata say D-2")
    author.sees_only_you("This looks like a card number")
    town.room("ask").has_no("1111")
    await author.presses("Edit")
    author.sees_form("Edit what you wrote", text=CARD)
    await author.fills(text="I wrote nothing")
    town.room("ask").thread_says("Q-1", "I wrote nothing")


async def test_kept_back_words_are_their_authors_alone(town: Town) -> None:
    await claimed(town)
    ana, eve = town.ana, town.eve
    await ana.types(f"/opendata reply Q-1 Please call {PHONE}")
    await eve.types("/opendata say D-2")
    eve.sees_only_you("I can't find that draft any more")
    await eve.types("/opendata rephrase D-2 Something else")
    eve.sees_only_you("I can't find that draft any more")
    town.room("ask").has_no("0132")


async def test_a_form_says_it_and_keeps_the_words(town: Town) -> None:
    await claimed(town)
    ana = town.ana
    await ana.types("/opendata reply Q-1")
    await ana.fills(text=f"I wrote {CARD}")
    ana.sees_mistake("text", "This looks like a card number")
    town.room("ask").has_no("1111")


async def test_what_everybody_could_read_is_not_copied(town: Town) -> None:
    await claimed(town)
    ana = town.ana
    said = await ana.replies_in_thread("Q-1", f"My card was {CARD}, is that why?")
    ana.sees_only_you("Our copies leave it out")
    town.room("triage").thread_says("Q-1", "My card was •••, is that why?")
    town.room("triage").has_no("1111")
    await ana.edits(said, f"My card is {CARD}, is that why?")
    town.room("triage").thread_says("Q-1", "My card is •••, is that why?")


async def test_it_is_said_in_the_readers_language(town: Town) -> None:
    luz, say = town.luz, words("es")
    await luz.types(f"/opendata ask ¿Por qué falta mi calle? Llámeme al {PHONE}")
    shown = luz.sees_only_you(
        say("This looks like a phone number: “{words}”.", words=PHONE), say("Edit it, or send it privately?")
    )
    assert say("It's fine, post with my name") in shown.buttons
