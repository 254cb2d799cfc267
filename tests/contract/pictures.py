"""What every platform that shows pictures must do with them: the contract's section on files."""

from dataclasses import replace

import pytest

from bot.engine.errors import Later, Unsure
from bot.engine.ports import Platform
from bot.engine.request import Place
from bot.engine.slots import Lease, Slot
from bot.speech.cards import Actions, Button, Card, Part, Picture, Text
from tests.contract.platform import Stage

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da6364f80f00010501012718e366"
    "0000000049454e44ae426082"
)
HALL = Picture(PNG, "The town hall, <@U1> *seen* from @everyone's street")
TREES = Picture(PNG + b"\x00", "Trees by year")
TRY = Actions(Button("Try it", url="https://shade.example/"), Button("I want to help", "opendata help S-1"))


def showing(place: Place, *parts: Part, page: bool = False, name: str = "S-1/card", revision: int = 1) -> Lease:
    card = Card("S-1 \u00b7 Shade finder", Text("Finds the shady way."), *parts, page=page)
    return Lease(1, "springfield", Slot(name, place, card), revision)


async def posted(platform: Platform, lease: Lease, most: int = 9) -> str:
    """Post it as the pump does: as often as the platform says that it is too early."""
    for _ in range(most):
        try:
            return await platform.post(lease)
        except Later:
            continue
    raise AssertionError("the platform never took it")


async def edited(platform: Platform, lease: Lease) -> None:
    for _ in range(9):
        try:
            return await platform.edit(lease)
        except Later:
            continue
    raise AssertionError("the platform never took it")


class PicturesContract:
    """Mix it into a subclass of ``PlatformContract``."""

    @pytest.mark.parametrize("page", [False, True])
    async def test_a_picture_is_seen_with_its_words(self, stage: Stage, page: bool) -> None:
        await posted(stage.platform, showing(stage.room, HALL, TRY, page=page))
        assert stage.pictures(stage.room) == [(HALL.png, HALL.alt)]
        (said,) = stage.said_in(stage.room)
        assert "Finds the shady way." in said
        assert stage.called() == []

    async def test_a_card_without_a_button_has_its_pictures_in_their_order(self, stage: Stage) -> None:
        await posted(stage.platform, showing(stage.room, HALL, Text("and"), TREES))
        assert stage.pictures(stage.room) == [(HALL.png, HALL.alt), (TREES.png, TREES.alt)]

    async def test_a_picture_reaches_direct_messages(self, stage: Stage) -> None:
        place = Place(stage.room.platform, stage.room.team, person=stage.person)
        await posted(stage.platform, showing(place, TREES))
        assert stage.pictures(place) == [(TREES.png, TREES.alt)]

    async def test_an_edit_keeps_the_picture_changes_it_or_takes_it_away(self, stage: Stage) -> None:
        shown = showing(stage.room, HALL, TRY)
        shown = replace(shown, message=await posted(stage.platform, shown))
        await edited(
            stage.platform, replace(showing(stage.room, Text("Now offline too."), HALL, TRY), message=shown.message)
        )
        assert stage.pictures(stage.room) == [(HALL.png, HALL.alt)]
        await edited(stage.platform, replace(showing(stage.room, TREES, TRY), message=shown.message))
        assert stage.pictures(stage.room) == [(TREES.png, TREES.alt)]
        await edited(stage.platform, replace(showing(stage.room, TRY), message=shown.message))
        assert stage.pictures(stage.room) == []
        (said,) = stage.said_in(stage.room)
        assert "offline" not in said

    async def test_a_picture_comes_to_a_card_that_had_none(self, stage: Stage) -> None:
        shown = showing(stage.room, TRY)
        message = await posted(stage.platform, shown)
        await edited(stage.platform, replace(showing(stage.room, HALL, TRY, revision=2), message=message))
        assert stage.pictures(stage.room) == [(HALL.png, HALL.alt)]
        found = await stage.platform.find(shown)
        assert found is not None
        assert (found.message, found.revision) == (message, 2)

    async def test_a_card_whose_answer_was_lost_is_found_with_its_picture(self, stage: Stage) -> None:
        shown = showing(stage.room, HALL, TRY)
        assert await stage.platform.find(shown) is None
        stage.lose_answer()
        with pytest.raises(Unsure):
            await posted(stage.platform, shown)
        assert await stage.platform.find(shown) is not None
        assert stage.pictures(stage.room) == [(HALL.png, HALL.alt)]

    async def test_a_picture_that_is_lost_on_its_way_leaves_no_card_without_it(self, stage: Stage) -> None:
        shown = showing(stage.room, HALL, TRY)
        stage.lose_picture()
        with pytest.raises((Later, Unsure)):
            await stage.platform.post(shown)
        assert stage.said_in(stage.room) == []
        await posted(stage.platform, shown)
        assert stage.pictures(stage.room) == [(HALL.png, HALL.alt)]
