"""Adapters hear and show. Each is imported only when it is switched on, so that nobody pays for another's SDK."""

from collections.abc import Mapping

PLATFORMS: Mapping[str, str] = {"slack": "adapters.slack", "discord": "adapters.discord"}

# The kinds of portal, by the name that desk.yml and `champions catalog` know them by. Each module has a ``KIND``
# (:class:`adapters.portals.page.Kind`), or is one itself; :func:`frontdoor.kinds.kind_named` loads it.
PORTALS: Mapping[str, str] = {
    "socrata": "adapters.portals.socrata",
    "ckan": "adapters.portals.ckan",
    "dcat": "adapters.portals.data_json",
    "dcat_us3": "adapters.portals.dcat_us3",
    "dcat_ap": "adapters.portals.dcat_ap",
    "arcgis": "adapters.portals.arcgis",
    "opendatasoft": "adapters.portals.opendatasoft",
    "udata": "adapters.portals.udata",
    "feed": "adapters.portals.feed",
}
# What people call them otherwise.
ALSO_CALLED: Mapping[str, str] = {
    "dcat_us": "dcat",
    "data_json": "dcat",
    "dkan": "dcat",
    "rdf": "dcat_ap",
    "rss": "feed",
    "atom": "feed",
    "arcgis_hub": "arcgis",
    "huwise": "opendatasoft",
}
