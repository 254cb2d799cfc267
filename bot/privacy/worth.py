"""Which rules are worth running on a text: what cannot be there is not looked for.

Each test is one that its rule's patterns imply: a rule that is left out would have found nothing. They cost a
hundredth of the patterns, because Python looks for a word in a text far faster than a pattern for twenty of them.
"""

import re

from bot.privacy.reading import Reading

_DIGIT = re.compile(r"\d")
# Six digits with nothing but signs between them: every telephone, card and number of a person has as many.
_LONG_NUMBER = re.compile(r"\d(?:[\W_]{0,8}\d){5}")
_EXACT = re.compile(r"\d[.,]\d{4}|[°º+]")
_BRACKET = re.compile(r"[(\[{<]")

_BIRTHS = ("born", "birth", "dob", "d.o", "do.b", "bday", "b-day", "nac", "cumpl")
_PLATES = ("plate", "regist", "tag", "placa", "matri", "patente", "tablilla")
_CASES = (
    *("case", "docket", "report", "booking", "inmate", "court", "file", "arrest", "expediente", "exp.", "caso"),
    *("causa", "proceso", "denuncia", "sumario", "carpeta", "juicio", "sentencia", "atestado"),
)
_NAMES = (
    *("passport", "pasaporte", "driver", "driving", "licencia", "insurance", "nino", "ni number", "curp", "rfc"),
    *("dni", "nie", "cedula", "nss", "itin", "medica", "medicare", "mrn", "green card", "alien", "a-number"),
    *("state id", "national id", "id card", "clave de", "credencial", "matricula", "health card", "voter"),
)
_STREETS_IN_SPANISH = (
    *("calle", "c/", "cl.", "p.º", "avenida", "avda", "paseo", "plaz", "carrera", "camino", "carretera", "ctra"),
    *("ronda", "traves", "pasaje", "boulevar", "bulevar", "blvd", "calz", "prolongac", "privada", "circuito"),
    *("cerrada", "jiro", "diagonal", "transversal", "rambla", "glorieta", "andador", "vereda", "autopista"),
    *("urbanizac", "viv", "domicilio", "direccion", "resid", "casa"),
)
_SHORT_STREETS = ("rua", "av", "pza", "cra", "kra", "eje")
_SHORT_STREET = re.compile(r"(?<![a-z])(?:rua|ave?|pza|cra|kra|eje)(?![a-z])")
_HOMES = ("live", "living", "resid", "address", "house", "home", "viv", "box", "apartado")
_ON_THE_WEB = ("://", "www.", "10.")
_KEY = re.compile(r"[0-9a-f]{8}")


def has_digits(reading: Reading) -> bool:
    """All but e-mail addresses have one, and most of what people write has none."""
    return bool(_DIGIT.search(reading.text))


def has_a_long_number(reading: Reading) -> bool:
    """Telephones, cards, numbers of persons by their shape."""
    return bool(_LONG_NUMBER.search(reading.text)) or "+" in reading.text


def has_an_exact_number(reading: Reading) -> bool:
    """Coordinates: four decimals, a sign for degrees, or a plus code."""
    return bool(_EXACT.search(reading.text))


def may_spell_an_email(reading: Reading) -> bool:
    """ "ana (at) example dot org": a bracket, the sign, or the dot in words."""
    low = reading.low
    return "@" in low or "dot" in low or "punto" in low or bool(_BRACKET.search(low))


def speaks_of_a_birth(reading: Reading) -> bool:
    """A word for being born."""
    return _says(reading, _BIRTHS)


def speaks_of_a_plate(reading: Reading) -> bool:
    """A word for a vehicle's plate."""
    return _says(reading, _PLATES)


def speaks_of_a_case(reading: Reading) -> bool:
    """A word for a court's or the police's case."""
    return _says(reading, _CASES)


def names_an_identifier(reading: Reading) -> bool:
    """The name of a document that people carry."""
    return _says(reading, _NAMES) or "social" in reading.low


def speaks_of_a_home(reading: Reading) -> bool:
    """Words before a house number that need no kind of street after it."""
    return _says(reading, _HOMES)


def names_a_calle(reading: Reading) -> bool:
    """A kind of street in Spanish, or words for living somewhere."""
    if _says(reading, _STREETS_IN_SPANISH):
        return True
    return _says(reading, _SHORT_STREETS) and bool(_SHORT_STREET.search(reading.low))


def is_partly_a_machines(reading: Reading) -> bool:
    """A web address, a UUID or a hash may be in it."""
    return _says(reading, _ON_THE_WEB) or bool(_KEY.search(reading.low))


def _says(reading: Reading, cues: tuple[str, ...]) -> bool:
    low = reading.low
    for cue in cues:  # noqa: SIM110 (any() costs as much again, for a hundred words on every text)
        if cue in low:
            return True
    return False
