"""The Web API, one function per method: ``(core, args) -> answer``; what Slack refuses is a
``SlackError``."""

from collections.abc import Callable

from adapters.playground.slack.core import Core
from adapters.playground.slack.methods import apps, chat, conversations, files, history, people, unfurls, views
from adapters.playground.slack.wire import Args, Json

Method = Callable[[Core, Args], Json]

METHODS: dict[str, Method] = {
    "api.test": apps.api_test,
    "apps.connections.open": apps.connections_open,
    "auth.revoke": apps.auth_revoke,
    "auth.test": apps.auth_test,
    "chat.delete": chat.delete,
    "chat.getPermalink": chat.get_permalink,
    "chat.postEphemeral": chat.post_ephemeral,
    "chat.postMessage": chat.post_message,
    "chat.unfurl": unfurls.unfurl,
    "chat.update": chat.update,
    "conversations.history": history.history,
    "conversations.info": conversations.info,
    "conversations.join": conversations.join,
    "conversations.list": conversations.list_all,
    "conversations.members": conversations.members,
    "conversations.open": conversations.open_direct,
    "conversations.replies": history.replies,
    "files.completeUploadExternal": files.complete,
    "files.getUploadURLExternal": files.get_address,
    "oauth.v2.access": apps.oauth_access,
    "team.info": apps.team_info,
    "users.info": people.info,
    "users.list": people.list_all,
    "users.lookupByEmail": people.by_email,
    "views.open": views.open_modal,
    "views.publish": views.publish,
    "views.push": views.push,
    "views.update": views.update,
}
WITH_APP_TOKEN = {"apps.connections.open"}
WITHOUT_TOKEN = {"api.test", "oauth.v2.access"}
