"""When the clock is said to stand still, and how a while is said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from phares.common.clock.rules.turning import lasting, why_not_turning

NOW = datetime(2016, 1, 4, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("case", "ago", "code"),
    [
        ("this minute", timedelta(seconds=30), None),
        ("as long ago as is allowed", timedelta(minutes=10), None),
        ("a second more", timedelta(minutes=10, seconds=1), "clock-silent"),
        ("never", None, "clock-never"),
        ("later than now, the hour was set back", timedelta(minutes=-5), None),
    ],
)
def test_a_clock_that_stands_still_is_told(case, ago, code):
    seen = None if ago is None else NOW - ago
    reason = why_not_turning(seen, NOW, allowed=timedelta(minutes=10))
    assert (reason and reason.code) == code, case


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (timedelta(seconds=90), "90\u00a0secondes"),
        (timedelta(minutes=2), "2\u00a0minutes"),
        (timedelta(minutes=119), "119\u00a0minutes"),
        (timedelta(hours=6), "6\u00a0heures"),
        (timedelta(days=3, hours=5), "3\u00a0jours"),
    ],
)
def test_a_while_is_said_in_its_largest_unit(span, said):
    assert lasting(span) == said
