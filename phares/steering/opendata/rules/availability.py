"""When a place can be had: open, not taken, with the time it needs before and after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

type Span = tuple[datetime, datetime]

LONGEST = timedelta(days=31)
"""What may be asked for at once."""


def merged(spans: Iterable[Span]) -> list[Span]:
    """In order, those that touch made one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def without(spans: Sequence[Span], taken: Iterable[Span]) -> list[Span]:
    """What is left of these."""
    left = list(spans)
    for start, end in taken:
        left = [
            part
            for since, until in left
            for part in ((since, min(until, start)), (max(since, end), until))
            if part[0] < part[1]
        ]
    return merged(left)


def in_all(each: Sequence[Sequence[Span]], whole: Span) -> list[Span]:
    """The time that all of them cover: a pool is taken when each of its units is."""
    common = [whole]
    for spans in each:
        common = without(common, without([whole], spans))
    return common


def widened(spans: Iterable[Span], before: timedelta, after: timedelta) -> list[Span]:
    """The hours of use that would meet these, buffers included."""
    return merged((start - after, end + before) for start, end in spans)
