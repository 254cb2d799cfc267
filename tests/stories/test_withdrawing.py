"""Withdrawing: people's words go from everywhere, on the walls and in the database."""

from sqlalchemy import create_engine, inspect, text

from tests.stories.town import Town

SECRET = "zanzibar"
QUESTION = f"Why does the tree map miss {SECRET} Street?"


def kept_in(url: str, word: str) -> list[str]:
    """The columns of the database in which a word still stands."""
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    found = []
    with engine.connect() as connection:
        for table in inspect(connection).get_table_names():
            for row in connection.execute(text(f'SELECT * FROM "{table}"')).mappings():
                found += [f"{table}.{name}" for name, value in row.items() if word in str(value)]
    engine.dispose()
    return sorted(set(found))


def nowhere(town: Town, word: str) -> None:
    shown = [each for each in town.stage.public_words() if word in each]
    assert shown == []
    assert kept_in(town.url, word) == []


async def test_an_open_question_is_withdrawn_with_all_its_words(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.asks(QUESTION)
    await maria.presses("Claim", on="Q-1")
    await ana.types(f"/opendata reply Q-1 Near {SECRET} Square.")
    await ana.types("/opendata withdraw Q-1")
    ana.sees_only_you("Q-1 is withdrawn. Your words are gone from what we posted.")
    town.room("ask").shows("Q-1", "Withdrawn by the person who asked")
    town.room("triage").shows("Q-1", "Withdrawn")
    nowhere(town, SECRET)
    await ana.types("/opendata withdraw Q-1")
    ana.sees_only_you("Q-1 was already withdrawn")


async def test_withdraw_is_a_button_where_it_stands(town: Town) -> None:
    ana = town.ana
    await ana.asks(QUESTION)
    await ana.types("/opendata status Q-1")
    await ana.presses("Withdraw")
    ana.sees_only_you("Q-1 is withdrawn")
    town.room("ask").shows("Q-1", "Withdrawn")


async def test_an_answered_question_may_leave_its_answer(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.asks(QUESTION)
    await maria.answers("Q-1", "City trees only.")
    await ana.mentions_bot("withdraw", in_thread_of="Q-1")
    ana.sees_only_you("Q-1 is already answered. Keep the answer for others")
    town.room("ask").shows("Q-1", SECRET)
    await ana.presses("Keep answer")
    ana.sees_only_you("Your words and name are gone from Q-1. The answer stays for others.")
    town.room("ask").shows("Q-1", "Solved", "City trees only.")
    town.room("ask").hides("Q-1", ana.id, SECRET, "asked")
    nowhere(town, SECRET)


async def test_an_answered_question_may_go_whole(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.asks(QUESTION)
    await maria.answers("Q-1", "City trees only.")
    await ana.types("/opendata withdraw Q-1")
    await ana.presses("Remove all")
    ana.sees_only_you("Q-1 is withdrawn")
    town.room("ask").shows("Q-1", "Withdrawn by the person who asked")
    town.room("ask").has_no("City trees only.")
    nowhere(town, SECRET)
    await town.eve.types("/opendata find trees kind:answers")
    town.eve.does_not_see("City trees only.")


async def test_a_private_question_is_withdrawn_from_direct_messages_too(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.asks(QUESTION, share="privately")
    await maria.presses("Claim", on="Q-1")
    maria.reads_directly(SECRET)
    await ana.presses("Withdraw", on="Q-1")
    ana.reads_directly("Q-1", "You withdrew this")
    nowhere(town, SECRET)


async def test_a_question_that_was_handed_on_is_withdrawn_from_there_too(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.asks(QUESTION)
    await maria.presses("Claim", on="Q-1")
    await maria.types('/champion handoff Q-1 to:"Theo Lund" You know this street.')
    town.room("triage").thread_says("Q-1", SECRET)
    await ana.types("/opendata withdraw Q-1")
    nowhere(town, SECRET)
