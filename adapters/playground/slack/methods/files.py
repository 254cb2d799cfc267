"""files.*: sending up a picture in two steps."""

from adapters.playground.slack import posting
from adapters.playground.slack.core import Core
from adapters.playground.slack.errors import SlackError
from adapters.playground.slack.files import File
from adapters.playground.slack.methods import places
from adapters.playground.slack.posting import Content
from adapters.playground.slack.typed import escape
from adapters.playground.slack.wire import Args, Json


def get_address(core: Core, args: Args) -> Json:
    """An address to send a file's bytes to. ``filename`` and ``length`` (bytes) are needed."""
    if not args.text("filename") or not args.text("length").isdigit():
        raise SlackError("invalid_arguments")
    file, address = core.files.start(args.text("filename"), args.text("alt_txt"))
    return {"upload_url": address, "file_id": file.id}


def complete(core: Core, args: Args) -> Json:
    """Finish files and, where ``channel_id`` is given, show them there in a message of their own."""
    listed = args.structure("files", "invalid_arguments")
    if not isinstance(listed, list) or not listed:
        raise SlackError("invalid_arguments")
    files = [core.files.finish(str(each.get("id")), str(each.get("title") or "")) for each in listed]
    if args.text("channel_id"):
        _share(core, args, files)
    return {"files": [core.files.shape(file) for file in files]}


def _share(core: Core, args: Args, files: list[File]) -> None:
    channel = places.open_for_posts(core, Args({"channel": args.text("channel_id")}))
    links = " ".join(f"<{core.files.address(file.id)}|{escape(file.title)}>" for file in files)
    text = f"{args.text('initial_comment')} {links}".strip()
    posting.post(core, channel, Content(text), user=core.workspace.bot.id, thread_ts=args.text("thread_ts"))
