"""How people, channels and messages look in Slack's JSON."""

from adapters.playground.slack.wire import Json
from adapters.playground.slack.workspace import Channel, Message, Person, Workspace


def user(workspace: Workspace, person: Person, *, locale: bool = False) -> Json:
    """A user object (users.info); ``locale`` as ``include_locale`` asks for it."""
    profile = {"real_name": person.real_name, "display_name": "", "team": workspace.team.id}
    profile |= {"email": person.email} if person.email else {}
    return {
        "id": person.id,
        "team_id": workspace.team.id,
        "name": person.name,
        "deleted": person.deleted,
        "real_name": person.real_name,
        "tz": person.tz,
        "tz_label": person.tz,
        "tz_offset": person.tz_offset,
        "profile": profile,
        "is_admin": False,
        "is_owner": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_bot": person.is_bot,
        "is_app_user": False,
        "updated": 0,
        **({"locale": person.locale} if locale else {}),
    }


def channel(workspace: Workspace, found: Channel, viewer: str) -> Json:
    """A conversation object as ``viewer`` gets it."""
    common = {
        "id": found.id,
        "created": found.created,
        "is_archived": found.archived,
        "is_im": found.kind == "im",
    }
    if found.kind == "im":
        other = next((member for member in found.members if member != viewer), viewer)
        return {**common, "user": other, "is_user_deleted": False, "is_org_shared": False}
    return {
        **common,
        "name": found.name,
        "name_normalized": found.name,
        "is_channel": found.kind == "channel",
        "is_group": found.kind == "group",
        "is_private": found.kind == "group",
        "is_mpim": False,
        "is_general": found.name == "general",
        "is_member": viewer in found.members,
        "is_shared": False,
        "creator": next(iter(found.members), ""),
        "topic": {"value": found.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "context_team_id": workspace.team.id,
    }


def message(workspace: Workspace, found: Message, *, metadata: bool = False) -> Json:
    """A message object, with its thread's figures where it carries a thread."""
    shape: Json = {"type": "message", "user": found.user, "text": found.text, "ts": found.ts}
    shape["team"] = workspace.team.id
    if found.tombstone:
        shape["subtype"] = "tombstone"
    if found.by_bot:
        shape |= {"bot_id": workspace.bot_id, "app_id": workspace.app_id}
    if found.blocks:
        shape["blocks"] = found.blocks
    if found.attachments:
        shape["attachments"] = found.attachments
    if found.edited:
        shape["edited"] = found.edited
    if metadata and found.metadata:
        shape["metadata"] = found.metadata
    return shape | _thread(workspace.channels[found.channel], found)


def _thread(place: Channel, found: Message) -> Json:
    if found.is_reply:
        parent = place.messages.get(found.thread_ts)
        shape: Json = {"thread_ts": found.thread_ts}
        return shape | ({"parent_user_id": parent.user} if parent else {})
    replies = place.replies(found.ts)
    if not replies:
        return {}
    who = list(dict.fromkeys(reply.user for reply in replies))
    counts = {"reply_count": len(replies), "reply_users_count": len(who), "latest_reply": replies[-1].ts}
    return {"thread_ts": found.ts, **counts, "reply_users": who[:5], "is_locked": False, "subscribed": False}
