"""The words around a number, which say what it is: "permit 4155550132" is no telephone, "call 4155550132" is.

English and Spanish, small letters without accents. Only the nearest word counts, past a few that say nothing ("no.",
"is", "#"): so the look is short and its cost does not grow with the text.
"""

import re
from itertools import pairwise

WINDOW = 48  # characters


def words_of(text: str) -> frozenset[str]:
    """A set of words from a line of them: a list of a hundred is read more easily without a hundred quotes."""
    return frozenset(text.split())


_TOKEN = re.compile(r"[a-z]+|\d+|[^\sa-z\d]")

PHONE = words_of(
    "llamarme llamarnos llamarlo llamarla llamarle llamarles contactarme contactarnos contactarlo comunicarse "
    "comunicarme marcarme marcarle marcar mensaje mensajes tel telf telefono telefonos telephone tfno tlf tlfno "
    "phone phones ph cell cellular cellphone mobile movil celular cel fax call calling called ring rang dial text "
    "texting txt sms whatsapp voicemail hotline landline callback reach contact contacto llamar llame llamen "
    "llamenme llamame llameme llamenos llamanos llamando marque marca marquen comuniquese comunicate contactar "
    "contacteme contactame contactenos wasap guasap telefonico line"
)
NUMBERED = words_of("number numero num nr no")
WHOSE = words_of("my his her their our your mi su nuestro tu work home office")
_TO_A_PHONE = (
    NUMBERED
    | WHOSE
    | words_of(
        "me us him her them at on to is was es al a el en the or and y o back please directly con de del via under "
        "desde + ( : # = . - ' \" [ / nos , por favor area code casa fijo particular personal oficina trabajo daytime "
        "evening"
    )
)

IDENTIFIER = words_of(
    "solicitation job procurement control drawing catalog series site facility well manhole pipe bridge vehicle "
    "device camera lamp lamppost signal beacon form bates easement deed plat survey bench sign equipment engine "
    "tariff id ids identifier permit permits parcel parcels apn pin bbl bin lot record row request ticket tickets "
    "invoice invoices receipt transaction account accounts fund funds code codes budget grant contract bid "
    "ordinance resolution object objectid fid gid oid key keys serial sku upc ean isbn issn npi ein duns fips "
    "geoid tract block stop trip route meter sensor asset inventory tag barcode license licence reference ref "
    "tracking order case cases docket incident citation bill item part model vendor supplier project segment "
    "feature po epoch unix timestamp checksum version dataset table column value values count counts total totals "
    "population sum sr svc service node hydrant pole section article sample batch lote station zip naics sic cage "
    "rfp solicitud solicitudes folio permiso permisos parcela registro registros fila filas expediente referencia "
    "codigo codigos clave contrato factura cuenta pedido orden caso casos licencia recibo predio predial catastro "
    "catastral medidor serie valor conteo poblacion identificador contador claves boleta multa tramite reporte "
    "objeto field feed stop_id trip_id doi page line_id warrant policy index no_id gis badge asset_id workorder "
    "wo hash digit"
)
# These are a thing's only where "number" or "#" is said: "check number 123-45-6789".
NUMBERED_THINGS = words_of(
    "check cheque library file customer member loan report employee student membership confirmation receipt"
)
_TO_AN_ID = NUMBERED | words_of("is was es : # = . - ' \" ( [ / the el la de un a s _ equals eq")
_AFTER = words_of("is was es , ( - the a an my our his her mi el la su un una new old current")
COUNTED = words_of(
    "rows records trips people residents cells bytes pixels dollars gallons points visits passengers calls "
    "requests filas registros viajes personas pasajeros pesos euros habitantes kwh"
)


def words_before(low: str, start: int) -> list[str]:
    """Words and signs before a place, the nearest first, from a window of 48 characters."""
    return _TOKEN.findall(low[max(0, start - WINDOW) : start])[::-1]


def words_after(low: str, end: int) -> list[str]:
    """Words and signs after a place, the nearest first."""
    return _TOKEN.findall(low[end : end + WINDOW])


def led_by(words: list[str], heads: frozenset[str], between: frozenset[str], most: int = 8) -> bool:
    """Whether the nearest word that says anything is one of the heads."""
    for word in words[:most]:
        if word in heads:
            return True
        if word not in between:
            return False
    return False


def led_as_phone(low: str, start: int, end: int) -> bool:
    """Whether the words about a number speak of a telephone: "call me at …", "… is my cell"."""
    words = words_before(low, start)
    return (
        led_by(words, PHONE - {"line"}, _TO_A_PHONE)
        or _somebodys_number(words)
        or led_by(words_after(low, end), PHONE, _AFTER, 4)
    )


def _somebodys_number(words: list[str]) -> bool:
    near = list(pairwise(words[:6]))
    for nearer, farther in near:
        if nearer in NUMBERED and farther in WHOSE:
            return True
        if nearer not in _TO_A_PHONE:
            return False
    return False


def led_as_identifier(low: str, start: int, end: int) -> bool:
    """Whether the words about a number call it a permit, a parcel, a row: a thing's number, not a person's."""
    words = words_before(low, start)
    numbered = any(each in {"number", "numero", "no", "#"} for each in words[:3])
    heads = IDENTIFIER | NUMBERED_THINGS if numbered else IDENTIFIER
    return led_by(words, heads, _TO_AN_ID, 6) or led_by(
        words_after(low, end), (IDENTIFIER - {"a"}) | COUNTED, _AFTER, 4
    )
