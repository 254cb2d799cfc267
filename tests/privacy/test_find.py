"""Examples that tell a person from a thing: what is found, to the character, and what is left alone."""

import pytest

from bot.privacy import Kind, Span, find


def found(text: str, country: str = "US") -> list[tuple[str, str]]:
    return [(text[each.start : each.end], each.kind.value) for each in find(text, country)]


@pytest.mark.parametrize(
    ("text", "what", "kind"),
    [
        ("Call 415-555-0132 x204.", "415-555-0132 x204", "phone"),
        ("Call 4155550132", "4155550132", "phone"),
        ("mi celular es 55 1234 5678, gracias", "55 1234 5678", "phone"),
        ("+44 (0)20 7946 0321 in London", "+44 (0)20 7946 0321", "phone"),
        ("write to ana (at) example (dot) org", "ana (at) example (dot) org", "email"),
        ("ana arroba ejemplo punto mx", "ana arroba ejemplo punto mx", "email"),
        ("https://forms.example.org/?email=joe@example.com", "joe@example.com", "email"),
        ("SSN 212093456", "212093456", "ssn"),
        ("NIE X1234567L", "X1234567L", "ssn"),
        ("4111 1111 1111 1111", "4111 1111 1111 1111", "card"),
        ("at 123 Main St, Apt 4B now", "123 Main St, Apt 4B", "address"),
        ("Calle Mayor 12, 3º B.", "Calle Mayor 12, 3º B", "address"),
        ("74-09 37th Avenue", "74-09 37th Avenue", "address"),
        ("at 37.774929, -122.419416", "37.774929, -122.419416", "coordinates"),
        ("latitud 19,432608 longitud -99,133209", "19,432608 longitud -99,133209", "coordinates"),
        ("my plate is 7ABC123", "7ABC123", "plate"),
        ("nacida el 3 de marzo de 1985", "3 de marzo de 1985", "birthdate"),
        ("case number 21-CV-04567", "21-CV-04567", "case"),
        ("IBAN GB82 WEST 1234 5698 7654 32", "GB82 WEST 1234 5698 7654 32", "iban"),
    ],
)
def test_a_person_is_found_to_the_character(text: str, what: str, kind: str) -> None:
    assert found(text) == [(what, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "permit 4155550132",
        "the 1200 block of Elm St",
        "1200-1300 Elm St",
        "5th Ave and Pine St",
        "in 2019 Oak Street had 12 crashes",
        "50 Main Street merchants",
        "4111 1111 1111 1112",
        "parcel 123-45-6789",
        "37.77, -122.42",
        "37.7700, -122.4200",
        "-122.5149, 37.7081, -122.3570, 37.8324",
        "call 311",
        "$1,234,567.89 of 12 345 678",
        "550e8400-e29b-41d4-a716-446655440000",
        "https://example.gov/415-555-0132",
        "@streets@civic.example and pandas@2.1.0",
        "people born in 1980",
        "planning case 2019-012345",
        "",
    ],
)
def test_a_thing_is_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "call ４１５-５５５-０１３２ now",
        "call 415–555–0132 now",
        "call 415\u00a0555\u00a00132 now",
        "call 41\u200b5-555-01\u200d32 now",
    ],
)
def test_offsets_count_in_the_text_as_it_was_written(text: str) -> None:
    assert find(text) == (Span(5, len(text) - 4, Kind.PHONE),)


def test_only_a_social_security_number_and_a_card_are_certain() -> None:
    text = "212-09-3456, 4111111111111111, 415-555-0132, a@example.org, 12 Main St"
    assert [(each.kind.value, each.certain) for each in find(text)] == [
        ("ssn", True),
        ("card", True),
        ("phone", False),
        ("email", False),
        ("address", False),
    ]


def test_a_national_number_is_read_where_the_desk_is() -> None:
    assert found("escriba o llegue: 612 34 56 78") == []
    assert found("escriba o llegue: 612 34 56 78", "ES") == [("612 34 56 78", "phone")]
    assert found("it says 123 456 782", "CA") == [("123 456 782", "ssn")]
