"""Records: a coordinator takes the desk's questions out for an archive, and the log says so."""

import csv
import hashlib
import json
from io import StringIO

from tests.stories.town import Town


async def test_a_coordinator_gets_every_question_of_some_days_as_files_and_nobody_else_does(town: Town) -> None:
    ana, eve, maria, kofi = town.ana, town.eve, town.maria, town.kofi
    await ana.asks("Where are the oaks in Elm Street?")
    await eve.asks("=SUM(A1:A9) ¿por qué?", share="privately")
    await maria.types("/champion note Q-1 Parks keeps a list")
    await maria.answers("Q-1", "In the tree map, by species.")
    await ana.types("/opendata-admin records export 2026-10-01")
    ana.sees_only_you("Only coordinators can do this.")
    assert town.stage.files(ana.id) == []
    await kofi.types("/opendata-admin records export 2026-10-07 until:2026-10-01")
    kofi.sees_only_you("The first day comes after the last one")
    await kofi.types("/opendata-admin records export 2026-09-01 until:2026-09-30")
    kofi.sees_only_you("Nobody asked anything in those days.")
    await kofi.types("/opendata-admin records export")
    await kofi.fills(since="2026-10-01")
    told = kofi.sees_only_you("2 questions, from", "SHA-256", "Private questions and staff notes are in them")
    questions, answers, history, lines = town.stage.files(kofi.id)
    assert all(hashlib.sha256(each).hexdigest() in told.text for each in (questions, answers, history, lines))
    first, second = csv.DictReader(StringIO(questions.decode("utf-8-sig")))
    assert (first["question"], first["asker"], first["share"]) == ("Q-1", "Ana Ruiz", "named")
    assert (second["asker"], second["share"], second["text"]) == ("", "private", "'=SUM(A1:A9) ¿por qué?")
    assert "Parks keeps a list" in history.decode("utf-8-sig")
    assert "In the tree map" in answers.decode("utf-8-sig")
    assert [json.loads(each)["question"] for each in lines.decode().splitlines()] == ["Q-1", "Q-2"]
    await kofi.types("/opendata-admin log")
    kofi.sees_only_you("Kofi Boateng · exported records")


async def test_what_was_taken_back_is_in_no_file(town: Town) -> None:
    ana, kofi = town.ana, town.kofi
    await ana.asks("Where are the oaks in Elm Street?")
    await ana.types("/opendata withdraw Q-1")
    await kofi.types("/opendata-admin records export 2026-10-01 format:json")
    (lines,) = town.stage.files(kofi.id)
    record = json.loads(lines)
    assert (record["question"], record["state"], record["text"], record["asker"]) == ("Q-1", "withdrawn", "", "")
    assert b"Elm Street" not in lines
