"""What the check for personal data costs on hostile texts: ``python -m benchmarks.privacy [--json]``.

Each text is timed whole and by its first half, in turn; the ratio says whether the cost grows with the length alone.
"""

import json
import random
import statistics
import sys
import time
from collections.abc import Callable

from bot.privacy import find, small_counts

LENGTH = 40_000  # characters; people write a few hundred
ROUNDS = 5


def texts() -> dict[str, str]:
    """Texts in which every rule begins over and over again, and seldom ends."""
    chance = random.Random(1)
    repeated = {
        "one letter": "a",
        "one digit": "1",
        "digits and blanks": "1 ",
        "digits and dashes": "1-",
        "at signs": "@",
        "half addresses": "a@a.",
        "spelled-out addresses": "a at a dot ",
        "telephone numbers": "415-555-0132 ",
        "words before a number": "call me at the number ",
        "streets without end": "1 A A A A A ",
        "streets": "123 Main St ",
        "calles": "Calle A B C D E ",
        "decimals": "1.23456 ",
        "plates without end": "plate number is ",
        "births without end": "born on is in ",
        "cases without end": "case number # ",
        "invisible characters": "\u200b1",
        "months": "may 1 ",
        "rows": "people|1\n",
    }
    ranges = ((10, 99), (200, 999), (100, 999), (1000, 9999))
    phones = " ".join("+" + " ".join(str(chance.randint(*each)) for each in ranges) for _ in range(2500))
    found = {name: (piece * LENGTH)[:LENGTH] for name, piece in repeated.items()}
    return found | {"other telephone numbers each": phones[:LENGTH]}


def milliseconds(work: Callable[[str], object], text: str) -> float:
    """Processor time of one pass."""
    started = time.process_time()
    work(text)
    return (time.process_time() - started) * 1000


def measured() -> list[dict[str, float | str]]:
    """For each text the medians of a few rounds, the slowest first."""
    rows: list[dict[str, float | str]] = []
    for name, text in texts().items():
        rounds = [
            (milliseconds(find, text), milliseconds(find, text[: LENGTH // 2]), milliseconds(small_counts, text))
            for _ in range(ROUNDS)
        ]
        whole, half, counts = (statistics.median(each) for each in zip(*rounds, strict=True))
        ratio = round(whole / half, 2) if half else 0.0
        rows.append({"text": name, "ms": round(whole, 1), "to_half": ratio, "small_counts_ms": round(counts, 1)})
    return sorted(rows, key=lambda row: float(row["ms"]), reverse=True)


def main() -> None:
    """Print the rows."""
    rows = measured()
    if "--json" in sys.argv[1:]:
        print(json.dumps(rows, indent=2))
        return
    for row in rows:
        print(
            f"{row['ms']:>8} ms  {row['to_half']:>5} x half  {row['small_counts_ms']:>6} ms small counts  {row['text']}"
        )


if __name__ == "__main__":
    main()
