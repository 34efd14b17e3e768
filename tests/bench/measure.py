"""Times calls in this process and sums them up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any

from django.db import connection


def timed(
    call: Callable[[], Any],
    *,
    runs: int = 40,
    warm: int = 2,
    clock: Callable[[], float] = perf_counter,
) -> dict[str, float]:
    """Milliseconds of a call, after a warm-up: median, 95th percentile, best.

    With `worked` for a clock, what it costs whoever else works on the machine.

    Of fewer than forty runs, the 95th percentile is hardly more than the slowest one.
    """
    for _ in range(warm):
        call()
    taken = []
    for _ in range(runs):
        start = clock()
        call()
        taken.append((clock() - start) * 1000)
    return {
        "median_ms": round(median(taken), 1),
        "p95_ms": round(quantiles(taken, n=20)[18], 1),
        "best_ms": round(min(taken), 1),
        "runs": runs,
    }


def worked() -> float:
    """Seconds of processor spent so far: by this process, and for it by PostgreSQL.

    What PostgreSQL spends is read where Linux says it; elsewhere it is left out.
    """
    spent = process_time()
    if connection.vendor != "postgresql":
        return spent
    connection.ensure_connection()
    told = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return spent + (int(told.read_text().split()[0]) / 1e9 if told.exists() else 0)
