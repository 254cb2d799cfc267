"""What portals write as the frequency of updates where there are none any more."""

import re

from adapters.portals.tidy import plain_text

# ISO 19115 MD_MaintenanceFrequencyCode "notPlanned"; the EU's frequency table has NEVER and NOT_PLANNED; the rest are
# the words of portals' own lists.
_ENDED = re.compile(
    r"discontinued|no longer|not (?:being )?(?:updated|maintained)|not.?planned|\bnever\b|retired|ceased|deprecated"
    r"|superseded|archived|historical",
    re.IGNORECASE,
)


def ended(frequency: str) -> str:
    """What is written as a dataset's frequency of updates, tidied, where it says that there are none any more."""
    return plain_text(frequency) if _ENDED.search(frequency) else ""
