"""Modals and Home tabs that stand open, person by person.

Source: Slack's "Modals" (a stack of three, hashes, what stays entered when a view is updated) and the errors
of views.open, views.push, views.update and views.publish.
"""

import secrets
from dataclasses import dataclass, field
from typing import Any

from adapters.playground.slack.checks import check_view
from adapters.playground.slack.core import Core
from adapters.playground.slack.errors import NoSuchThing, SlackError
from adapters.playground.slack.posting import with_ids
from adapters.playground.slack.view_state import Values, first_values
from adapters.playground.slack.wire import Json

MOST_STACKED = 3
_ECHOED = ("title", "submit", "close", "private_metadata", "callback_id", "external_id", "clear_on_close")


@dataclass(slots=True, eq=False)
class View:
    """An open view of one person: its content as sent, what is entered, and the errors it shows by block
    id."""

    id: str
    user: str
    content: Json
    root_id: str
    previous_id: str = ""
    hash: str = ""
    values: Values = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    suggested: dict[str, list[Json]] = field(default_factory=dict)
    trouble: str = ""


class Views:
    """Every open view. A person has one stack of modals and one Home tab."""

    def __init__(self, core: Core) -> None:
        self.stacks: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}
        self._core = core

    def open(self, user: str, content: Any) -> View:
        """Open a modal, in place of whatever was open."""
        view = self._made(user, self._checked(content, "modal"))
        self.stacks[user] = [view]
        return self._shown(view)

    def push(self, user: str, content: Any) -> View:
        """Put a modal on the stack; ``push_limit_reached`` over three, ``not_found`` on no stack."""
        stack = self.stacks.get(user)
        if not stack:
            raise SlackError("not_found")
        if len(stack) >= MOST_STACKED:
            raise SlackError("push_limit_reached")
        view = self._made(user, self._checked(content, "modal"))
        view.root_id, view.previous_id = stack[0].id, stack[-1].id
        stack.append(view)
        return self._shown(view)

    def update(self, view: View, content: Any, expected: str = "") -> View:
        """Replace a view's content; ``hash_conflict`` where it is no longer the one with the ``expected``
        hash."""
        if expected and expected != view.hash:
            raise SlackError("hash_conflict")
        view.content = self._checked(content, view.content["type"], view)
        return self._shown(view)

    def publish(self, user: str, content: Any, expected: str = "") -> View:
        """Show a Home tab to a person."""
        home = self.homes.get(user)
        if home is not None:
            return self.update(home, content, expected)
        if expected:
            raise SlackError("hash_conflict")
        self.homes[user] = self._made(user, self._checked(content, "home"))
        return self._shown(self.homes[user])

    def find(self, view_id: str = "", external_id: str = "") -> View:
        """An open view by either of its ids; ``not_found`` where it is closed or never was."""
        for view in self._all():
            by_name = external_id and view.content.get("external_id") == external_id
            if by_name or (view_id and view.id == view_id):
                return view
        raise SlackError("not_found")

    def seen(self, user: str, view_id: str) -> View:
        """A view that this person can reach: the top of the stack, or the Home tab. Else ``NoSuchThing``."""
        on_top = self.stacks.get(user, [])[-1:]
        home = [self.homes[user]] if user in self.homes else []
        for view in on_top + home:
            if view.id == view_id:
                return view
        raise NoSuchThing(f"{user} has no view {view_id} before them")

    def close(self, view: View) -> None:
        """Take a view off the stack, with whatever lies on it."""
        stack = self.stacks.get(view.user, [])
        if view in stack:
            del stack[stack.index(view) :]
        self._core.changes.bump()

    def shape(self, view: View) -> Json:
        """The view object as Slack gives it."""
        workspace, content = self._core.workspace, view.content
        echoed = {
            name: content.get(name) for name in _ECHOED if name in {"title", "submit", "close"} or name in content
        }
        defaults = {"private_metadata": "", "callback_id": "", "external_id": "", "clear_on_close": False}
        return {
            "id": view.id,
            "team_id": workspace.team.id,
            "type": content["type"],
            **defaults,
            **echoed,
            "notify_on_close": bool(content.get("notify_on_close")),
            "blocks": content["blocks"],
            "state": {"values": view.values},
            "hash": view.hash,
            "previous_view_id": view.previous_id or None,
            "root_view_id": view.root_id,
            "app_id": workspace.app_id,
            "app_installed_team_id": workspace.team.id,
            "bot_id": workspace.bot_id,
        }

    def _checked(self, content: Any, kind: str, being: View | None = None) -> Json:
        checked = check_view(content, kind)
        self._core.files.check(checked["blocks"])
        external = checked.get("external_id")
        if external and any(view.content.get("external_id") == external for view in self._all() if view is not being):
            raise SlackError("duplicate_external_id")
        return {**checked, "blocks": with_ids(checked["blocks"])}

    def _made(self, user: str, content: Json) -> View:
        number = self._core.workspace.new_id("V")
        return View(number, user, content, root_id=number)

    def _shown(self, view: View) -> View:
        view.values = first_values(view.content["blocks"], view.values)
        view.hash = f"{self._core.moments.seconds()}.{secrets.token_hex(4)}"
        view.errors, view.trouble = {}, ""
        self._core.changes.bump()
        return view

    def _all(self) -> list[View]:
        return [*(view for stack in self.stacks.values() for view in stack), *self.homes.values()]
