"""Links and pictures in the demonstration: nothing outside is asked."""

from io import BytesIO

import pytest
from PIL import Image

from adapters.links.rules import LinkError
from frontdoor.practice import PracticeLooking


async def test_in_practice_links_answer_and_pictures_are_drawn() -> None:
    looking = PracticeLooking()
    assert (await looking.check("https://shade.example/")).works
    first, other = [await looking.image(f"https://shade.example/{name}.png") for name in ("a", "b")]
    assert first == await looking.image("https://shade.example/a.png")
    assert first.png != other.png
    with Image.open(BytesIO(first.png)) as seen:
        assert seen.size == (first.width, first.height) == (1_200, 675)


async def test_what_is_refused_outside_is_refused_in_practice() -> None:
    for look in (PracticeLooking().check, PracticeLooking().image):
        with pytest.raises(LinkError, match="not on the public internet") as no:
            await look("http://192.168.0.1/a.png")
        assert no.value.forbidden
