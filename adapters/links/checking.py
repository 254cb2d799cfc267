"""Whether there is anything where a link leads."""

from dataclasses import dataclass

from adapters.links.reaching import reached
from adapters.links.rules import LinkRules

# What sites say to programs that they do not know, while people's browsers see the page.
_TURNED_AWAY = frozenset({403, 405, 406, 429})


@dataclass(frozen=True, slots=True)
class Checked:
    """What answered: ``final_url`` is where the redirects ended, ``status`` what was said there (HTTP)."""

    final_url: str
    status: int

    @property
    def works(self) -> bool:
        """Whether a visitor most likely sees what was meant. That a site turns programs away says nothing of people."""
        return self.status < 400 or self.status in _TURNED_AWAY


async def check_link(url: str, rules: LinkRules) -> Checked:
    """Look where ``url`` leads, and read nothing of what is there.

    Raises ``LinkError`` with a sentence where nobody answers, and where we do not go: to what is not the public
    internet, named so or by a redirect, or by a name that answers otherwise the second time.
    """
    async with reached(url, rules, accept="text/html, */*;q=0.5") as response:
        return Checked(str(response.url), response.status)
