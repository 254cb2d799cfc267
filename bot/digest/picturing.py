"""Which pictures a digest needs before it is sent: for whoever reads it, in every language that has all our words."""

from collections.abc import Mapping
from dataclasses import replace

from bot.digest.charts import Chart
from bot.digest.commands import DigestDue, DigestNow, DigestPreview
from bot.digest.drawing import svg
from bot.digest.model import AUDIENCES, Digest
from bot.digest.views import for_room, told
from bot.speech.words import COMPLETE, words


def sheets(command: DigestDue | DigestNow | DigestPreview, digest: Digest) -> Mapping[Chart, str]:
    """Each chart that a reader of the digest may see, as SVG."""
    audience = command.audience or AUDIENCES[0]
    versions = (digest, for_room(digest)) if audience == AUDIENCES[0] else (digest,)
    every = [
        each.chart for one in versions for language in COMPLETE for each in told(one, audience, words(language))[1]
    ]
    return {chart: svg((chart,)) for chart in every if chart}


def illustrated(digest: Digest, pictures: Mapping[Chart, bytes]) -> Digest:
    """The digest with what was painted of its charts."""
    return replace(digest, pictures=pictures)
