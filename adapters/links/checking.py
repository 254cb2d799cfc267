"""Whether there is anything where a link leads."""

from dataclasses import dataclass

from adapters.links.reaching import reached
from adapters.links.rules import LinkRules


@dataclass(frozen=True, slots=True)
class Checked:
    """What answered: ``final_url`` is where the redirects ended, ``status`` what was said there (HTTP)."""

    final_url: str
    status: int

    @property
    def works(self) -> bool:
        """Whether a visitor most likely sees what was meant. Some sites turn programs away (401, 403, 429) that let
        people in: such a link is worth a look, and no more."""
        return self.status < 400


async def check_link(url: str, rules: LinkRules) -> Checked:
    """Look where ``url`` leads, and read nothing of what is there.

    Raises ``LinkError`` with a sentence where nobody answers, and where we do not go: to what is not the public
    internet, named so or by a redirect, or by a name that answers otherwise the second time.
    """
    async with reached(url, rules, accept="text/html, */*;q=0.5") as response:
        return Checked(str(response.url), response.status)
