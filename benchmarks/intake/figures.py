"""What a run says: ratios of rounds that ran side by side, medians of them, and a table for people."""

from collections.abc import Sequence
from statistics import median

from benchmarks.intake.rounds import IN_FLIGHT, Measured, Run
from benchmarks.intake.variants import VARIANTS

OURS = "ours"


def figures(run: Run) -> dict[str, float]:
    """The figures of the run's platform: ratios of ours to each other variant, and what ours did."""
    ratios = {f"ratio_to_{name}": round(ratio(run, name), 3) for name in ("bare_with_raw_insert", "bare", "async_orm")}
    return {
        **ratios,
        "per_second": round(per_second(run, OURS), 1),
        "p50_ms": round(percentile(run, OURS, 0.50), 2),
        "p99_ms": round(percentile(run, OURS, 0.99), 2),
        "flushes_per_second": round(median(run.flushes), 1),
    }


def ratio(run: Run, other: str) -> float:
    """The median over the rounds of ours' commands a second by the other's in the same round."""
    pairs = zip(run.rounds[OURS], run.rounds[other], strict=True)
    return median(ours.per_second / others.per_second for ours, others in pairs)


def per_second(run: Run, variant: str) -> float:
    """The median of a variant's commands a second."""
    return median(each.per_second for each in run.rounds[variant])


def percentile(run: Run, variant: str, part: float) -> float:
    """The median over the rounds of that percentile of the time to the acknowledgement, in milliseconds."""
    return median(_nearest(each, part) for each in run.rounds[variant])


def processor_ms(run: Run, variant: str) -> tuple[float, float]:
    """The medians over the rounds of what a command took of the processor: in the variant, and in its pocket."""
    rounds = run.rounds[variant]
    return median(each.processor_ms for each in rounds), median(each.pocket_processor_ms for each in rounds)


def _nearest(measured: Measured, part: float) -> float:
    latencies: Sequence[float] = measured.latencies_ms
    return latencies[min(len(latencies) - 1, int(part * len(latencies)))]


def table(run: Run, commands: int) -> str:
    """All variants, and the method in three sentences."""
    titles = (("per second", 11), ("p50 ms", 9), ("p99 ms", 9), ("cpu ms", 9), ("pocket's", 10), ("ours ÷ it", 11))
    lines = [" " * 22 + "".join(f"{title:>{width}}" for title, width in titles)]
    for name in VARIANTS:
        p50, p99 = percentile(run, name, 0.50), percentile(run, name, 0.99)
        own, pocket = processor_ms(run, name)
        beside = f"{ratio(run, name):>11.2f}" if name != OURS else ""
        times = f"{p50:>9.2f}{p99:>9.2f}{own:>9.3f}{pocket:>10.3f}"
        lines.append(f"{name:<22}{per_second(run, name):>11.0f}{times}{beside}")
    lines.append(f"{'one page flushed':<22}{median(run.flushes):>11.0f}")
    method = (
        f"{run.platform.wire}, {IN_FLIGHT} in flight, half `ask` and half `claim`: sent, kept durably, acknowledged.",
        f"Variants took turns in {len(run.flushes)} rounds of {commands} commands after a warm-up, each in a process "
        "of its own on the same core, beside a pocket of its own on another.",
        "The figures are medians of the rounds, the ratios medians of each round's ratio; after every round the "
        "databases held every command exactly once.",
    )
    return "\n".join([*lines, "", *method])
