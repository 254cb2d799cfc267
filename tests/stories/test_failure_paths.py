"""Failure paths: what goes wrong with a question, by the letters of interaction.md, section 4.3.

``WHERE`` is the table: for each letter the stories that tell it, here or in a file beside this one.
"""

import re
from pathlib import Path

import pytest

from bot.questions.model import State
from tests.stories.town import Town

TREES = "Why does the tree map miss Elm Street?"

WHERE: dict[str, tuple[str, ...]] = {
    "a": (
        "test_personal_data.py::test_a_card_number_cannot_go_public",
        "test_personal_data.py::test_a_phone_number_is_the_authors_choice",
        "test_personal_data.py::test_it_is_sent_privately",
        "test_moderating.py::test_what_has_many_links_is_looked_at_first",
        "test_limits.py::test_somebody_brand_new_is_looked_at_first",
        "test_moderating.py::test_how_much_one_may_ask",
    ),
    "b": (
        "test_failure_paths.py::test_b_nobody_looks_after_it",
        "test_timers.py::test_what_nobody_fits_is_heard_of_after_a_day_too",
    ),
    "c": (
        "test_away.py::test_who_is_away_is_offered_nothing_until_they_are_back",
        "test_away.py::test_kept_questions_ring_for_nobody_until_the_day_after",
        "test_away.py::test_passed_questions_are_the_covers_to_accept",
        "test_away.py::test_released_questions_are_offered_to_the_cover",
    ),
    "d": (
        "test_timers.py::test_after_half_a_day_the_backup_is_asked_by_name",
        "test_timers.py::test_after_a_day_the_asker_and_the_coordinator_hear",
        "test_timers.py::test_after_two_days_the_departments_own_champion_is_asked",
        "test_timers.py::test_where_a_department_has_nobody_inside_a_coordinator_has_to_choose",
    ),
    "e": (
        "test_timers.py::test_whoever_holds_a_question_is_asked_whether_they_still_do",
        "test_timers.py::test_who_stays_silent_gives_the_question_back_without_blame",
    ),
    "f": (
        "test_timers.py::test_an_asker_is_reminded_twice_and_then_it_is_set_aside",
        "test_timers.py::test_a_reply_picks_it_up_again",
        "test_timers.py::test_an_answer_without_a_verdict_is_asked_about_and_then_taken_as_solved",
    ),
    "g": (
        "test_passing_on.py::test_a_duplicate_follows_the_first",
        "test_passing_on.py::test_a_duplicate_of_a_duplicate_points_to_the_first",
        "test_duplicates.py::test_whoever_asked_the_same_follows_the_first_and_reads_its_answer_where_they_asked",
        "test_duplicates.py::test_what_is_different_is_back_at_its_old_place_in_line",
        "test_duplicates.py::test_where_the_first_is_gone_the_others_are_questions_again",
    ),
    "h": (
        "test_following_up.py::test_not_yet_sends_it_back_to_the_same_champion",
        "test_verdicts.py::test_after_the_second_rejection_another_champion_is_asked_and_after_the_third_a_coordinator",
        "test_verdicts.py::test_a_wrong_answer_is_corrected_and_everyone_it_concerns_is_told_once",
        "test_editing.py::test_a_marked_answer_is_corrected_where_it_stands",
    ),
    "i": (
        "test_editing.py::test_a_tracked_question_is_edited",
        "test_editing.py::test_a_follow_up_is_corrected_in_the_champions_room",
        "test_editing.py::test_a_marked_answer_is_corrected_where_it_stands",
    ),
    "j": (
        "test_editing.py::test_a_tracked_question_that_is_deleted_is_withdrawn",
        "test_editing.py::test_an_answered_question_that_is_deleted_leaves_its_answer_unless_the_asker_says_no",
        "test_editing.py::test_a_marked_answer_that_is_deleted_is_to_be_given_again",
        "test_coordinating.py::test_remove_takes_it_out_of_public_view",
        "test_failure_paths.py::test_j_a_card_that_is_deleted_twice_is_a_coordinators_to_decide",
    ),
    "k": (
        "test_departing.py::test_what_a_champion_held_goes_to_others_when_they_leave",
        "test_departing.py::test_a_public_question_is_answered_for_others_when_its_asker_leaves",
        "test_departing.py::test_what_only_waits_for_an_asker_who_left_is_set_aside_until_they_are_back",
    ),
    "l": (
        "test_catching_up.py::test_a_question_that_was_posted_meanwhile_is_found_and_its_author_told_once",
        "test_catching_up.py::test_a_follow_up_is_found_with_the_time_at_which_it_was_said",
        "test_restart.py::test_nothing_changes_when_everything_comes_twice",
        "test_failure_paths.py::test_l_what_the_clock_says_does_not_come_at_night",
    ),
    "m": ("test_failure_paths.py::test_m_what_cannot_be_delivered_is_told_with_its_reason",),
    "n": (
        "test_race.py::test_sixty_four_claim_at_once_and_one_wins",
        "test_claiming.py::test_the_second_is_told_who_was_first_and_when",
    ),
    "o": (
        "test_moderating.py::test_the_wrong_counter_points_on_and_lets_one_stay",
        "test_failure_paths.py::test_o_what_is_no_matter_of_the_citys_data_is_set_aside_with_a_word",
    ),
    "p": (
        "test_moderating.py::test_a_threat_is_read_by_a_person_and_help_is_named",
        "test_moderating.py::test_what_is_added_and_sounds_like_danger_goes_to_a_person_only",
        "test_coordinating.py::test_hold_hides_the_words_until_it_is_released",
    ),
    "q": ("test_moderating.py::test_the_wrong_counter_points_on_and_lets_one_stay",),
}
HERE = Path(__file__).parent


@pytest.mark.parametrize("letter", "abcdefghijklmnopq")
def test_every_letter_is_told(letter: str) -> None:
    for story in WHERE[letter]:
        file, name = story.split("::")
        assert re.search(rf"^async def {name}\(", (HERE / file).read_text(encoding="utf-8"), re.MULTILINE), story


async def test_b_nobody_looks_after_it(town: Town) -> None:
    await town.ana.asks("Who knows about the quokkas?")
    town.ana.sees_only_you("We have not found the right person yet. That is on us.", "Kofi Boateng is looking")
    await town.kofi.types(f"/opendata-admin question assign Q-1 @{town.maria.who.handle}")
    town.room("ask").shows("Q-1", "Maria Lopez is working on it")


async def test_j_a_card_that_is_deleted_twice_is_a_coordinators_to_decide(town: Town) -> None:
    await town.ana.asks(TREES)
    await town.stage.deletes(town.room("ask").card("Q-1"))
    await town.maria.presses("Claim", on="Q-1")
    await town.stage.deletes(town.room("ask").shows("Q-1", "Maria Lopez is working on it"))
    await town.maria.types("/champion release Q-1")
    assert not [each for each in town.room("ask").cards() if each.has("Q-1")]
    town.room("triage").thread_says("Q-1", "Q-1 cannot be shown on", "Somebody deleted the message twice.")
    town.kofi.reads_directly("Q-1 (Trees): it cannot be shown on", "Please find another way.")
    await town.ana.types("/opendata status Q-1")
    town.ana.sees_only_you("Q-1", "Elm Street")


async def test_l_what_the_clock_says_does_not_come_at_night(town: Town) -> None:
    await town.ana.asks(TREES)
    await town.service.pump.stop()
    town.clock.moves(hours=4, seconds=1)
    await town.service.clock.ring()
    assert (await town.verbs("Q-1"))[-1] == "backup"
    town.clock.moves(hours=8)
    await town.reopens()  # at ten in the evening
    while await town.service.pump.once():
        pass
    town.room("triage").has_no("has waited 4 working hours")
    town.clock.moves(hours=11, seconds=1)  # Wednesday at nine
    await town.settles()
    town.room("triage").thread_says("Q-1", "has waited 4 working hours")


async def test_m_what_cannot_be_delivered_is_told_with_its_reason(town: Town) -> None:
    await town.ana.asks(TREES)
    await town.maria.presses("Claim", on="Q-1")
    town.stage.shuts_out("ask")
    await town.maria.answers("Q-1", "City trees only.")
    told = town.room("triage").thread_says("Q-1", "Q-1 cannot be shown on", "An admin needs to")
    assert told.has("nothing is lost, it is on record")
    town.kofi.reads_directly("Q-1 (Trees): it cannot be shown on", "Please find another way.")
    await town.ana.types("/opendata status Q-1", room="square")
    town.ana.sees_only_you("Q-1", "Answered")
    notes = [each for each in town.stage.thread(town.room("triage").card("Q-1")) if each.has("cannot be shown on")]
    assert len(notes) == 1, "however many of its cards are refused"


async def test_o_what_is_no_matter_of_the_citys_data_is_set_aside_with_a_word(town: Town) -> None:
    await town.ana.types("/opendata ask There is a pothole in Elm Street, who mends that street?")
    await town.ana.presses("It is about data, keep it")
    await town.ana.presses("Post with my name")
    await town.theo.types("/champion claim Q-1")
    await town.theo.types("/champion close Q-1 not_city_data Please report it to 311.")
    town.room("ask").thread_says("Q-1", "Please report it to 311.")
    assert (await town.question("Q-1")).state is State.CLOSED
