"""Pictures painted in a process of their own: whoever paints lets no thread of the service run, and a command would
wait for as long as a picture takes. ``python -m frontdoor.painting`` is that process."""

import asyncio
import json
import os
import sys
from base64 import b64decode, b64encode
from collections.abc import Sequence

import structlog

from bot.digest.painting import painted

PATIENCE = 30.0  # seconds for all pictures of a digest, where they need one
log = structlog.get_logger(__name__)


async def paint(svgs: Sequence[str]) -> list[bytes]:
    """The PNG of each SVG. A digest without pictures is better than none: where they cannot be painted each is empty,
    and the log says why."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await _elsewhere(svgs)
    except (OSError, TimeoutError, ValueError) as error:
        log.warning("pictures of a digest are left out", why=type(error).__name__)
        return [b""] * len(svgs)


async def _elsewhere(svgs: Sequence[str]) -> list[bytes]:
    """Raises ValueError where the process fails."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", __name__, stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )  # fmt: skip
    try:
        told, _ = await process.communicate(json.dumps(list(svgs)).encode())
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return [b64decode(each) for each in json.loads(told)]


def main() -> None:
    """Read a list of SVGs in JSON, and write their PNGs in Base64 likewise."""
    json.dump([b64encode(painted(each)).decode() for each in json.load(sys.stdin)], sys.stdout)


if __name__ == "__main__":
    main()
