"""``champions``: the front door."""

from bot.cli import cli


def main() -> None:
    """Run the command line."""
    cli(prog_name="champions")


if __name__ == "__main__":
    main()
