"""Pictures on Slack: sent up first, then named in a message by the file's id.

Source: Slack's files.getUploadURLExternal, files.completeUploadExternal (without a channel the file is the app's own)
and "Slack file object". Slack looks through a file after it was completed. A message that names it before that is
refused with ``invalid_blocks`` and "invalid slack file", and goes through a little later (python-slack-sdk, issue 1521;
java-slack-sdk, issue 1349). To ask when it is ready would take ``files:read``, which we do not ask for: we try again.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.calls import WAIT_WITHOUT_ADVICE, call, code_of
from bot.engine.errors import Away, Later, PlatformError, Rejected, Unsure
from bot.speech.cards import Card, Picture

MOST_REMEMBERED = 1_000  # files of one workspace; a picture beyond them is sent up again when its card changes
_TRIES = 5  # how often a file is waited for before it is sent up again, and how often that is done
_LONGEST = 16.0  # seconds
_NOT_TAKEN = "Slack does not take the picture. Please give another one."
_NOT_READY = "slack file"


class NotReady(Rejected):
    """Slack does not know the file of a picture yet, or no longer."""


@dataclass(slots=True)
class _Sent:
    """A file that was sent up, and how often it was refused since it was last shown."""

    id: str
    shown: bool = False
    refused: int = 0


class Pictures:
    """The pictures of one workspace, each sent up once through ``client`` and ``session``, and known by its hash."""

    def __init__(self, client: AsyncWebClient, session: aiohttp.ClientSession) -> None:
        self._client, self._session = client, session
        self._sent: OrderedDict[str, _Sent] = OrderedDict()
        self._again: dict[str, int] = {}

    async def files(self, card: Card) -> Mapping[str, str]:
        """The ids of the files of a card's pictures, by the pictures' hashes; those that are new are sent up.

        Raises Later or Rejected. What was sent up half is nobody's and does no harm: nothing here is Unsure.
        """
        try:
            return {each.hash: await self._file(each) for each in card.pictures}
        except Unsure as lost:
            raise Later(1.0, lost.why) from lost

    async def _file(self, picture: Picture) -> str:
        name = picture.hash
        if name not in self._sent:
            self._sent[name] = _Sent(await self._send(picture))
            while len(self._sent) > MOST_REMEMBERED:
                self._sent.popitem(last=False)
        self._sent.move_to_end(name)
        return self._sent[name].id

    async def _send(self, picture: Picture) -> str:
        name, size, words = f"{picture.hash[:12]}.png", len(picture.png), picture.alt
        asked = self._client.files_getUploadURLExternal(filename=name, length=size, alt_txt=words)
        place = await call(asked)
        await self._pour(str(place["upload_url"]), picture.png)
        file = str(place["file_id"])
        await call(self._client.files_completeUploadExternal(files=[{"id": file, "title": name}]))
        return file

    async def _pour(self, address: str, png: bytes) -> None:
        try:
            async with self._session.post(address, data=png) as answer:
                if answer.status != 200:
                    raise Later(WAIT_WITHOUT_ADVICE, f"Slack did not take a picture ({answer.status})")
        except aiohttp.ClientConnectorError as unreached:
            raise Away(WAIT_WITHOUT_ADVICE, "Slack cannot be reached") from unreached
        except (aiohttp.ClientError, TimeoutError, OSError) as lost:
            raise Later(WAIT_WITHOUT_ADVICE, "a picture was lost on its way") from lost

    def shown(self, card: Card) -> None:
        """A message with the card's pictures went through."""
        for each in card.pictures:
            if (sent := self._sent.get(each.hash)) is not None:
                sent.shown, sent.refused = True, 0
                self._again.pop(each.hash, None)

    def meaning(self, card: Card, refused: Rejected) -> PlatformError:
        """What a refusal of a message with the card's pictures means: Later while Slack may only need time; the same
        refusal where it is about anything else."""
        if not card.pictures or not is_not_ready(refused):
            return refused
        names = {each.hash for each in card.pictures}
        new = {name for name in names if name in self._sent and not self._sent[name].shown}
        meant = [self._missed(name) for name in sorted(new or names)]
        return next((each for each in meant if isinstance(each, Rejected)), meant[0])

    def _missed(self, name: str) -> PlatformError:
        sent = self._sent.get(name)
        if sent is not None and not sent.shown and sent.refused < _TRIES:
            sent.refused += 1
            return Later(min(_LONGEST, 2.0 ** (sent.refused - 1)), "Slack still looks through the picture")
        # It was shown before, so somebody has deleted it; or it is waited for in vain.
        self._sent.pop(name, None)
        self._again[name] = self._again.get(name, 0) + 1
        if self._again[name] >= _TRIES:
            del self._again[name]
            return Rejected(_NOT_TAKEN)
        return Later(1.0, "the picture is sent up again")


def is_not_ready(refused: Rejected) -> bool:
    """Whether Slack refused a message because of a file in it: it says so in words beside ``invalid_blocks``."""
    cause = refused.__cause__
    if isinstance(refused, NotReady):
        return True
    if not isinstance(cause, SlackApiError) or code_of(cause) != "invalid_blocks":
        return False
    data = cause.response.data if hasattr(cause.response, "data") else {}
    return names_a_file(data if isinstance(data, dict) else {})


def names_a_file(answer: Mapping[str, object]) -> bool:
    """Whether a refusal in Slack's JSON speaks of a file; one that gives no reason at all may well."""
    reasons = answer.get("errors")
    if not isinstance(reasons, list):
        return answer.get("error") == "invalid_blocks"
    return any(_NOT_READY in str(each) or "slack_file" in str(each) for each in reasons)
