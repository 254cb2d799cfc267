"""users.*: who is in the workspace."""

from adapters.playground.slack import shapes
from adapters.playground.slack.core import Core
from adapters.playground.slack.errors import SlackError
from adapters.playground.slack.methods import places
from adapters.playground.slack.wire import Args, Json


def info(core: Core, args: Args) -> Json:
    """One person; the language with ``include_locale``."""
    person = core.workspace.people.get(args.text("user"))
    if person is None:
        raise SlackError("user_not_found")
    return {"user": shapes.user(core.workspace, person, locale=args.flag("include_locale"))}


def list_all(core: Core, args: Args) -> Json:
    """Everyone, page by page."""
    page, cursor = places.page(list(core.workspace.people.values()), args, default=200)
    shown = [shapes.user(core.workspace, person, locale=args.flag("include_locale")) for person in page]
    return {
        "members": shown,
        "cache_ts": core.moments.seconds(),
        "response_metadata": {"next_cursor": cursor},
    }


def by_email(core: Core, args: Args) -> Json:
    """The person with an address; ``users_not_found``."""
    wanted = args.text("email").lower()
    for person in core.workspace.people.values():
        if wanted and person.email.lower() == wanted:
            return {"user": shapes.user(core.workspace, person)}
    raise SlackError("users_not_found")
