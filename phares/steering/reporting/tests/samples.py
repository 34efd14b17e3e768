"""The two poles' reports, as the formats receive them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from phares.steering.reporting.formats.content import Block, Report, Section
from phares.steering.reporting.formats.snapshot import report_from

HERE = Path(__file__).parent


def phares_2015() -> Report:
    return report_from(json.loads((HERE / "report_2015.json").read_text(encoding="utf-8")))


def hainaut_2021() -> Report:
    return report_from(json.loads((HERE / "report_hainaut.json").read_text(encoding="utf-8")))


def report_of(*blocks: Block, **changes: object) -> Report:
    """A report of one section holding these blocks."""
    options = {"title": "Rapport", "sections": (Section("one", "Section", blocks),)} | changes
    return Report(
        year=2015,
        pole_name="Le pôle",
        closing_date=date(2015, 12, 31),
        made_on=date(2016, 1, 4),
        **options,  # type: ignore[arg-type]
    )
