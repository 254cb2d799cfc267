"""The columns of a roster and the many ways in which people head them (interaction.md §7.1: "forgiving
headers")."""

import re
import unicodedata
from functools import lru_cache

COLUMNS = (
    *("public_name", "level", "department", "topics", "datasets", "languages"),
    *("slack", "discord", "hours", "backup", "max_open", "notify"),
)
LISTS = ("topics", "datasets", "languages")

_SYNONYMS = {
    "public_name": "name full_name display_name champion champion_name person public nombre",
    "level": "role champion_level type kind",
    "department": "dept dep agency division office team organisation organization unit",
    "topics": "topic subject subjects area areas theme themes expertise",
    "datasets": "dataset data data_set data_sets",
    "languages": "language lang langs speaks",
    "slack": "email e_mail mail email_address e_mail_address slack_email slack_id slack_handle slack_user slack_name",
    "discord": "discord_id discord_handle discord_user discord_name discord_username",
    "hours": "working_hours office_hours availability available schedule times",
    "backup": "back_up cover substitute deputy stand_in replacement",
    "max_open": "max maximum max_questions cap capacity limit open_questions max_open_questions",
    "notify": "notification notifications notify_by contact_by",
}
_BY_HEADER = {word: column for column, words in _SYNONYMS.items() for word in (column, *words.split())}


@lru_cache(maxsize=256)
def column(header: str) -> str:
    """The column that a header means, whatever its case, spaces, hyphens and accents; "" for one we do not
    know."""
    plain = unicodedata.normalize("NFKD", header.replace("(s)", "s")).encode("ascii", "ignore").decode().lower()
    return _BY_HEADER.get(re.sub(r"[^a-z0-9]+", "_", plain).strip("_"), "")
