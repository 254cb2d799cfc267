"""Several workspaces behind one address of the Web API: a call goes where its token, or its code, belongs."""

from collections.abc import Sequence

from aiohttp import web

from adapters.playground.listening import Listening
from adapters.playground.slack.errors import SlackError
from adapters.playground.slack.server import PocketSlack
from adapters.playground.slack.web_api import WebApi
from adapters.playground.slack.wire import read_args, token_of


class Several:
    """Serves ``/api/<method>`` for pockets that are started by themselves."""

    def __init__(self, pockets: Sequence[PocketSlack]) -> None:
        self.pockets, self.api_url = tuple(pockets), ""
        self._listening = Listening()

    async def __aenter__(self) -> "Several":
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._serve)
        await self._listening.open(app)
        self.api_url = f"{self._listening.url}api/"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._listening.close()

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        try:
            args = await read_args(request)
        except SlackError as wrong:
            return web.json_response({"ok": False, "error": wrong.code})
        token, code = token_of(request, args), args.text("code")
        for each in self.pockets:
            if token == each.bot_token or code in each.core.codes:
                return await WebApi(each.core).take(request, args)
        error = "invalid_code" if code else "invalid_auth"
        return web.json_response({"ok": False, "error": error})
