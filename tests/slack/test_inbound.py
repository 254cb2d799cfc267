from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.inbound import Garbled, Inbound, Spoken
from adapters.slack.modal import Origin
from bot.desks.commands import Help
from bot.engine.request import Place
from bot.people.model import Identity
from bot.questions.commands import Ask, Claim, HandOff, Heard, MarkAnswer, Post, Status, Track, Unclear
from bot.speech.command import Command
from bot.speech.grammar import write
from tests.slack import payloads as say
from tests.slack.payloads import ANA, ASK, BO, BOT, DIRECT, TEAM, THREAD, TRIAGE, TS
from tests.slack.small_desk import GRAMMAR

INBOUND = Inbound("springfield", TEAM, BOT, GRAMMAR, ("opendata", "champion", "opendata-admin"))
AT = datetime(2026, 10, 14, 9, 0, tzinfo=UTC)


def spoken(found: Spoken | Garbled | None) -> Spoken:
    assert isinstance(found, Spoken)
    return found


def typed(found: Spoken | Garbled | None) -> Command:
    return spoken(found).request.command


# ── commands ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_slash_command() -> None:
    found = spoken(INBOUND.command(say.slash("/opendata", "ask dataset:DS-17 Is a &lt; b &amp; c?"), AT))
    request = found.request
    assert request.id == "slack:act:1.2.abc"
    assert request.desk == "springfield"
    assert request.who.identity == Identity("slack", TEAM, ANA)
    assert request.who.name == "ana"
    assert request.where == Place("slack", TEAM, ASK)
    assert request.at == AT
    assert request.command == Ask(dataset="DS-17", text="Is a < b & c?")
    assert (found.back.user, found.back.channel, found.back.trigger) == (ANA, ASK, "1.2.abc")
    assert not found.back.replaces


def test_a_bare_root_asks_for_help() -> None:
    assert typed(INBOUND.command(say.slash("/opendata", ""), AT)) == Help()


def test_words_after_the_askers_root_may_be_a_question() -> None:
    assert typed(INBOUND.command(say.slash("/opendata", "how many trees"), AT)) == Unclear("how many trees")


@pytest.mark.parametrize(("root", "words"), [("/champion", "clam Q-1"), ("/opendata", "status trees Q-1")])
def test_other_words_are_explained(root: str, words: str) -> None:
    found = INBOUND.command(say.slash(root, words), AT)
    assert isinstance(found, Garbled)
    assert found.sentence
    assert found.typed == words


def test_a_command_of_another_name_is_not_taken_for_ours() -> None:
    found = INBOUND.command(say.slash("/opendata-staging", "claim Q-1"), AT)
    assert isinstance(found, Garbled)
    assert found.sentence == "I only know /opendata, /champion, /opendata-admin."


def test_a_person_in_a_command_is_their_id() -> None:
    found = INBOUND.command(say.slash("/champion", f"handoff Q-142 <@{BO}|bo> please"), AT)
    assert typed(found) == HandOff(142, f"@{BO}", "please")


def test_a_command_in_direct_messages_is_said_to_nobody_else() -> None:
    found = spoken(INBOUND.command(say.slash("/opendata", "status", DIRECT), AT))
    assert found.request.where == Place("slack", TEAM, person=ANA)
    assert found.back.channel == DIRECT


# ── buttons and forms ────────────────────────────────────────────────────────────────────────────────────────


@given(st.sampled_from([Claim(142), Post(17, "named"), Status(7), Ask(dataset="Street Trees", text="Why: @x?")]))
def test_a_click_is_the_typed_line(command: Command) -> None:
    line = write(command)
    assert typed(INBOUND.action(say.button(line))) == command
    root, _, rest = line.partition(" ")
    assert typed(INBOUND.command(say.slash(f"/{root}", rest), AT)) == command


def test_a_button_on_a_card_is_answered_beside_it() -> None:
    found = spoken(INBOUND.action(say.button("champion claim Q-142")))
    assert found.request.id == "slack:act:3.4.def"
    assert found.request.at == datetime.fromtimestamp(1791987121.123456, UTC)
    assert found.request.where == Place("slack", TEAM, TRIAGE, TS)
    assert (found.back.replaces, found.back.channel, found.back.under) == (False, TRIAGE, "")
    assert found.back.origin == Origin(TRIAGE, TS)


def test_a_button_on_a_whisper_is_answered_in_its_place() -> None:
    found = spoken(INBOUND.action(say.button("opendata post D-17", whisper=True, thread=THREAD)))
    assert found.back.replaces
    assert found.back.under == THREAD
    assert found.request.where == Place("slack", TEAM, TRIAGE, THREAD)


def test_a_link_button_needs_no_answer() -> None:
    assert INBOUND.action(say.button("open-row-0-0", url="https://data.example.gov")) is None


def test_a_button_of_an_older_version_is_explained() -> None:
    found = INBOUND.action(say.button("champion dance Q-142"))
    assert isinstance(found, Garbled)


def test_a_form_is_the_command_completed() -> None:
    values = {"text": {"field": {"type": "plain_text_input", "value": " Is <b> bold?\x00 "}}}
    metadata = Origin(TRIAGE, TS, "").dump()
    found = spoken(INBOUND.submission(say.submission("opendata ask dataset:DS-17", values, metadata), AT))
    assert found.request.command == Ask(dataset="DS-17", text="Is <b> bold?")
    assert found.request.where == Place("slack", TEAM, TRIAGE, TS)
    assert found.back.channel == TRIAGE


def test_a_faulty_field_is_named() -> None:
    values = {
        "text": {"field": {"type": "plain_text_input", "value": "Where?"}},
        "deadline": {"field": {"type": "plain_text_input", "value": "soon"}},
    }
    found = INBOUND.submission(say.submission("opendata ask", values), AT)
    assert isinstance(found, Garbled)
    assert found.field == "deadline"
    assert "Write it like" in found.sentence


# ── messages ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_mention_is_one_request_however_it_arrives() -> None:
    text = f"<@{BOT}> claim Q-142"
    one = spoken(INBOUND.message(say.event(text, kind="app_mention")))
    other = spoken(INBOUND.message(say.event(text)))
    assert one == other
    assert one.request.id == f"slack:msg:{TEAM}:{ASK}:{TS}"
    assert one.request.at == datetime.fromtimestamp(float(TS), UTC)
    assert one.request.command == Claim(142)
    assert not one.if_ours


def test_the_same_message_delivered_again_has_the_same_id() -> None:
    first = spoken(INBOUND.message(say.event("status", channel_type="im")))
    again = spoken(INBOUND.message(say.event("status", channel_type="im", event_ts="1791987999.000000")))
    assert first.request.id == again.request.id


@pytest.mark.parametrize(
    ("text", "command"),
    [
        (f"<@{BOT}>", Help()),
        (f"<@{BOT}|champions>: help", Help()),
        (f"hey <@{BOT}> claim Q-142", Unclear("hey claim Q-142")),
        (f"<@{BOT}> how many trees?", Unclear("how many trees?")),
        (f"<@{BOT}> champion claim Q-142", Claim(142)),
        (f"<@{BOT}> handoff Q-142 <@{BO}>", HandOff(142, f"@{BO}")),
    ],
)
def test_what_is_said_to_us(text: str, command: Command) -> None:
    assert typed(INBOUND.message(say.event(text, kind="app_mention"))) == command


def test_in_a_thread_the_number_may_be_left_out() -> None:
    found = spoken(INBOUND.message(say.event(f"<@{BOT}> claim", kind="app_mention", thread_ts=THREAD)))
    assert found.request.command == Claim(0)
    assert found.request.where == Place("slack", TEAM, ASK, THREAD)
    assert found.back.under == THREAD


def test_direct_messages_need_no_mention() -> None:
    found = spoken(INBOUND.message(say.event("status Q-7", channel_type="im")))
    assert found.request.command == Status(7)
    assert found.request.where == Place("slack", TEAM, person=ANA)
    assert found.back.direct


def test_a_plain_reply_counts_only_in_our_threads() -> None:
    found = spoken(INBOUND.message(say.event("it is <https://x.example|here> &amp; there", thread_ts=THREAD)))
    assert found.request.command == Heard("it is here (https://x.example) & there")
    assert found.if_ours


@pytest.mark.parametrize(
    "event",
    [
        say.event("good morning"),
        say.event("status", channel_type="im", user=BOT),
        say.event("status", channel_type="im", bot_id="B1"),
        say.event("status", channel_type="im", bot_id="B2", user="U0OTHERBOT"),
        say.event("", subtype="message_changed", message={"text": "x"}, channel_type="im"),
        say.event("", subtype="message_deleted", deleted_ts=TS, channel_type="im"),
        say.event("bo joined", subtype="channel_join", thread_ts=THREAD),
        say.event(f"<@{BOT}> claim", kind="app_mention", edited={"user": ANA, "ts": TS}),
        say.event("status", channel_type="mpim"),
        {"type": "message", "subtype": "message_replied", "channel": ASK, "channel_type": "channel", "ts": TS},
    ],
)
def test_what_is_not_said_to_us_is_not_heard(event: dict[str, object]) -> None:
    assert INBOUND.message(event) is None


# ── shortcuts ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_global_shortcut_says_its_line() -> None:
    found = spoken(INBOUND.shortcut(say.global_shortcut("opendata ask")))
    assert found.request.command == Ask()
    assert found.request.where == Place("slack", TEAM, person=BO)
    assert found.back.trigger == "9.10.mno"


def test_a_message_is_tracked_where_it_stands() -> None:
    message = {"type": "message", "user": ANA, "ts": TS, "text": "Where is the <https://x.example|bike> data?"}
    found = spoken(INBOUND.message_shortcut(say.message_shortcut("opendata track", message)))
    number = f"slack:msg:{TEAM}:{ASK}:{TS}"
    assert found.request.command == Track(f"@{ANA}", "Where is the bike (https://x.example) data?", number)
    assert found.request.where == Place("slack", TEAM, ASK, TS)
    assert found.request.who.identity.user == BO


def test_a_reply_is_marked_in_its_thread() -> None:
    message = {"type": "message", "user": ANA, "ts": TS, "thread_ts": THREAD, "text": "Here."}
    found = spoken(INBOUND.message_shortcut(say.message_shortcut("champion mark", message)))
    assert found.request.command == MarkAnswer(f"@{ANA}", "Here.", f"slack:msg:{TEAM}:{ASK}:{TS}")
    assert found.request.where == Place("slack", TEAM, ASK, THREAD)


@pytest.mark.parametrize("more", [{"bot_id": "B1", "user": BOT}, {"text": ""}, {"user": ""}])
def test_only_a_persons_words_can_be_tracked(more: dict[str, str]) -> None:
    message = {"type": "message", "user": ANA, "ts": TS, "text": "Q-142"} | more
    assert isinstance(INBOUND.message_shortcut(say.message_shortcut("opendata track", message)), Garbled)
