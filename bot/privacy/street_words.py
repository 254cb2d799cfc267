"""The words that tell a house from a count, a year, a line or a block. Small letters, English and Spanish."""

import re

from bot.privacy.cues import words_of

# Kinds of street and their abbreviations: the common ones of USPS Publication 28, appendix C1.
SUFFIXES = (
    r"street|str|st|avenue|aven|ave|av|road|rd|boulevard|blvd|boul|drive|drv|dr|lane|ln|court|crt|ct|place|pl|terrace"
    r"|terr|ter|way|wy|circle|circ|cir|parkway|pkwy|pky|highway|hwy|square|sq|trail|trl|alley|aly|loop|row|plaza|plz"
    r"|crescent|cres|close|walk|path|run|pike|turnpike|expressway|expy|freeway|fwy|crossing|xing|cove|cv|bend|glen|grove"
    r"|gardens|gdns|heights|hts|hill|hills|hollow|landing|manor|meadows?|mews|pass|passage|point|pt|ridge|rdg|view|vista"
    r"|esplanade|promenade|quay|wharf|causeway|commons?|estates|park drive|driveway"
)
PLAIN_SUFFIX = re.compile(
    r"street|st|avenue|ave|road|rd|boulevard|blvd|drive|dr|lane|ln|court|ct|place|pl|terrace|way|circle|cir|parkway|pkwy"
    r"|highway|hwy|alley|trail|loop|crescent|square|sq",
    re.IGNORECASE,
)
# "Ocean View Blvd", "Park Place Dr": where one kind of street is a name, the plain one comes after it.
SUFFIXES_AGAIN = rf"(?:{PLAIN_SUFFIX.pattern})"


MONTHS = words_of(
    "january february march april may june july august september october november december jan feb mar apr jun "
    "jul aug sep sept oct nov dec enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre"
)
SMALL_IN_NAMES = words_of("of the de la del los las el y da do du des von van d l")
NEVER_IN_A_NAME = words_of(
    "on at in to from for with is are was were be been has have had and or by near per that which this these "
    "those than as it its if we you i they he she not no block blocks blk residents people trees lights who what "
    "where when why how will can could should would between about into onto over under along around en con para "
    "por que entre sobre"
)
# A number before these counts or measures: "24 Hour Way", "5 minute drive".
COUNTED_FIRST = words_of(
    "am pm hour hours hr hrs minute minutes min mins mile miles mi km kilometer kilometers meter meters foot feet "
    "ft inch inches mph kph percent pct acre acres lane lanes year years yr day days week weeks month months "
    "block blk th st nd rd bed bedroom story storey unit car vehicle ton way of more other new cuadra and or "
    "street avenue"
)
NOT_A_SMALL_NAME = COUNTED_FIRST | words_of(
    "different local residential city public private major minor busy unpaved paved dead side one two three cross "
    "school separate federal county district state superior traffic traffical small large big long short narrow "
    "wide tennis basketball parking bike bus turn protected slow quiet main-street open closed missing broken bad "
    "good same first last next any every each all some such only just total average additional existing proposed "
    "planned named unnamed through arterial collector municipal national historic safe nearby adjacent whole "
    "entire single double gravel dirt access service frontage express food volleyball pickleball handball squash "
    "trial appeals supreme criminal juvenile family right left wrong half better best easy fast hard test blood "
    "membership donation charity"
)
AT_A_PLACE = words_of(
    "at live lives lived living reside resides residing address home house domicile place vivo vive vivimos "
    "domicilio direccion casa located location"
)
GOES_ON = words_of(
    "and or but is was has had have are were in on at near by to for from with without where which that who "
    "because since after before when while if last next this again still as not does did do needs need shows show "
    "appears floods lies looks seems says gets uses smells leaks should could would will can may keeps stays "
    "stands belongs sits burns listed missing about there then so yes no please apt unit suite y en es esta tiene "
    "fue con desde hasta por para que donde porque across behind over under between into down up owes faces makes "
    "means always perhaps towards regards thanks downstairs upstairs whose address home house his hers its ours "
    "theirs yesterday today"
)
CROWDS = words_of(
    "residents businesses merchants trees parcels crashes collisions permits complaints requests households units "
    "homes stops lights streetlights potholes vehicles riders passengers trips buildings properties corridor "
    "corridors judges cases lots blocks segments stores shops restaurants tenants neighbors neighbours people "
    "children voters homeowners owners respondents drivers cyclists pedestrians visitors injuries deaths thefts "
    "burglaries incidents calls surveys sensors meters signs signals crossings intersections projects plan plans "
    "closures closure rulings events bus buses line lines route brt project students workers employees customers "
    "vendors houses apartments closes opens reopens counts count totals total data dataset records rows stations "
    "bike bikes"
)
NUMBERED_THINGS = words_of(
    "rank ranked score places route routes line lines bus exit phase district ward zone top figure table chapter "
    "segment project item priority version station stop beat precinct tract block blocks muni ruta linea fase "
    "distrito zona capitulo tabla section part step option level grade class column page pier gate lot parcel "
    "permit record case sensor sector area council councilmember region division engine ladder truck cuadra "
    "manzana highway interstate category type tier group team train metro tram all between entre permits than "
    "over under only another about"
)
RANGE = words_of("- to through thru and al a y & hasta")
BEFORE_A_YEAR = words_of(
    "in since by during until till en desde hasta year fiscal before after for through early late mid spring "
    "summer autumn fall winter ano fy between"
)
YEARLY = words_of(
    "festival fair parade project plan improvement improvements reconstruction resurfacing bridge bond program "
    "programme market marathon bikeway corridor crash crashes data counts count totals total survey study traffic "
    "report closure repaving paving budget"
)

NOT_A_STREET = words_of(
    "distrito delegacion colonia manzana cuadra piso zona codigo barrio sector seccion desde hace con como zip "
    "linea cp alcaldia edificio de_los que y por bloque"
)
