"""What holds for any text, and for anything that is one of the kinds, wherever it stands."""

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st
from stdnum import luhn

from bot.privacy import Kind, Span, find, small_counts
from bot.privacy.identifiers import given_out

# Letters and signs that the rules look at, so that chance comes near them.
NEAR = st.text(st.sampled_from("0123456789 ()-.+@#,/:abSt°'\u200b\u2013\uff11é\n"), max_size=120)
TEXTS = st.one_of(st.text(max_size=200), NEAR)
BEFORE = st.sampled_from(["", "please note ", "the row says: ", "Gracias, ", "(", "see ", "¿y ", "it is "])
AFTER = st.sampled_from(["", ".", " thanks", ", please", ")", "?\nand more", " en la tabla"])


@given(TEXTS)
@example("\ud800 lone surrogate 415-555-0132")
@example("İ 415-555-0132 ﬁ")
def test_spans_lie_within_the_text_in_order_and_apart(text: str) -> None:
    for spans in (find(text), small_counts(text)):
        assert all(0 <= each.start < each.end <= len(text) for each in spans)
        assert all(left.end <= right.start for left, right in pairwise(spans))


@given(TEXTS)
def test_the_same_text_gives_the_same_spans(text: str) -> None:
    assert find(text) == find(text)


@given(NEAR, NEAR)
def test_what_stands_far_away_changes_nothing(one: str, other: str) -> None:
    apart = "\n" + "m\n" * 60
    found = find(one + apart + other)
    assert [each for each in found if each.end <= len(one)] == list(find(one + apart))


def holds(text: str, start: int, end: int, kind: Kind) -> bool:
    return any(each.kind is kind and each.start <= start and each.end >= end for each in find(text))


def placed(before: str, it: str, after: str) -> tuple[str, int, int]:
    return before + it + after, len(before), len(before) + len(it)


area = st.sampled_from(["212", "415", "312", "305", "617", "206", "713", "787"])
american = st.builds(
    lambda shape, area, middle, last: shape.format(area, middle, last),
    st.sampled_from(["{}-{}-{:04}", "({}) {}-{:04}", "({}){}-{:04}", "{}.{}.{:04}", "+1 {} {} {:04}", "1-{}-{}-{:04}"]),
    area,
    st.integers(555, 555),
    st.integers(0, 9999),
)


@given(BEFORE, american, AFTER)
def test_an_american_telephone_number_is_found(before: str, it: str, after: str) -> None:
    assert holds(*placed(before, it, after), Kind.PHONE)


local = st.from_regex(r"[a-z][a-z0-9]{0,8}([._+-][a-z0-9]{1,8}){0,2}", fullmatch=True)
domain = st.from_regex(
    r"[a-z][a-z0-9]{0,10}(-[a-z0-9]{1,5})?\.(org|com|gov|net|es|co\.uk|com\.mx|city)", fullmatch=True
)


@given(BEFORE, st.builds("{}@{}".format, local, domain), AFTER)
def test_an_email_address_is_found(before: str, it: str, after: str) -> None:
    assert holds(*placed(before, it, after), Kind.EMAIL)


social = st.builds("{:03}-{:02}-{:04}".format, st.integers(1, 899), st.integers(1, 99), st.integers(1, 9999))


@given(BEFORE, social.filter(given_out), AFTER)
def test_a_social_security_number_is_found_and_certain(before: str, it: str, after: str) -> None:
    text, start, end = placed(before, it, after)
    assert Span(start, end, Kind.SSN, certain=True) in find(text)


def grouped(prefix: str, rest: int, sign: str) -> str:
    body = f"{prefix}{rest:011}"
    digits = body + luhn.calc_check_digit(body)
    return sign.join(digits[at : at + 4] for at in range(0, 16, 4))


cards = st.builds(
    grouped,
    st.sampled_from(["4000", "4532", "5105", "5555", "2223", "6011", "3530"]),
    st.integers(0, 10**11 - 1),
    st.sampled_from(["", " ", "-"]),
)


@given(BEFORE, cards, AFTER)
def test_a_card_that_passes_the_luhn_check_is_found_and_certain(before: str, it: str, after: str) -> None:
    text, start, end = placed(before, it, after)
    assert Span(start, end, Kind.CARD, certain=True) in find(text)


@given(st.integers(0, 999999), st.integers(0, 999999))
def test_a_point_in_the_city_is_found_to_the_door_and_not_to_the_quarter(north: int, west: int) -> None:
    door = f"37.7{north:06}, -122.4{west:06}"
    exact = any(len(part.rstrip("0")) >= 3 for part in (f"{north:06}", f"{west:06}"))
    assert bool([each for each in find(f"at {door}") if each.kind is Kind.COORDINATES]) == exact
    assert not find(f"at 37.{north % 100:02}, -122.{west % 100:02}")
