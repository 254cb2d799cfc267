"""Addresses of projects: tidied, told apart, and known again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.showcase.addresses import canonical, first_in, tidy

SAME = (
    "https://shade.example/app",
    "http://shade.example/app",
    "HTTPS://WWW.Shade.EXAMPLE/app/",
    "https://shade.example:443/app",
    "http://shade.example.:80/app//",
    "https://shade.example/app?utm_source=x&utm_medium=y&fbclid=1",
    "https://shade.example/app#top",
    "https://shade.example/%61pp",
)
OTHERS = (
    "https://shade.example",
    "https://shade.example/App",
    "https://shade.example/app/2",
    "https://shade.example:8443/app",
    "https://maps.shade.example/app",
    "https://shade.example/app?id=1",
    "https://shade.example/app?id=2",
    "https://shade.example/app#/map",
)


def test_one_page_is_known_however_it_is_spelled() -> None:
    assert {canonical(tidy(each)) for each in SAME} == {"shade.example/app"}


def test_other_pages_are_others() -> None:
    assert len({canonical(tidy(each)) for each in (*OTHERS, SAME[0])}) == len(OTHERS) + 1


def test_the_order_of_a_query_makes_no_difference() -> None:
    one, other = ("https://a.example/?b=2&a=1", "https://a.example/?a=1&b=2")
    assert canonical(one) == canonical(other)


def test_a_name_in_other_letters_is_the_same_in_ascii() -> None:
    assert canonical(tidy("https://bücher.example/a")) == canonical(tidy("https://xn--bcher-kva.example/a"))


@pytest.mark.parametrize(
    "typed",
    ["", " ", "shade finder", "ftp://a.example", "javascript:alert(1)", "https://ana:secret@a.example", "localhost",
     "https://", "https://[::1", "https://a.example/" + "x" * 600, "https://.", "localhost."],
)  # fmt: skip
def test_what_nobody_should_open_is_no_address(typed: str) -> None:
    assert tidy(typed) == ""


def test_what_lacks_its_scheme_gets_the_safe_one() -> None:
    assert tidy("shade.example/app") == "https://shade.example/app"
    assert tidy("shade.example:8080/app") == "https://shade.example:8080/app"
    assert tidy("https://a.exa\x00mple") == "https://a.example"
    assert tidy("<https://a.example/a|b>") == "https://a.example/a%7Cb"


def test_the_first_address_of_a_text_is_found() -> None:
    assert first_in("Look (https://a.example/map), and https://b.example!") == "https://a.example/map"
    assert first_in("See https://a.example.") == "https://a.example"
    assert first_in("Nothing here") == ""


@given(st.text(max_size=80))
def test_whatever_is_typed_is_an_address_or_none(typed: str) -> None:
    for text in (typed, f"https://{typed}", f"https://a.example/{typed}"):
        url = tidy(text)
        if url:
            again = tidy(url)
            assert again
            assert canonical(again) == canonical(url)
