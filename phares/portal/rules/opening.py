"""What counts as opening a record, to find it again among the last ones."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

NUMBERED = ("pk", "year")
"""What the address of a record calls its number."""
UNFOLDED = {"projects:actions": "ouverte"}
"""Pages of many records: what their address says of the one that is open."""
AHEAD = "prefetch"
DIGITS = 9


def subject_of(
    page: str, numbers: Mapping[str, object], asked: Mapping[str, str], known: Collection[str]
) -> str:
    """« premises:lease:12 », for the page of one record; empty for any other page."""
    if page not in known:
        return ""
    number = next((str(numbers[one]) for one in NUMBERED if one in numbers), "")
    number = number or asked.get(UNFOLDED.get(page, ""), "")
    usable = number.isdecimal() and number.isascii() and len(number) <= DIGITS
    return f"{page}:{int(number)}" if usable else ""


def is_read(method: str, status: int, headers: Mapping[str, str]) -> bool:
    """Somebody reads the page: not a form sent, a part of a page, nor a page fetched ahead.

    The mode is asked and not the destination, which our own service worker leaves empty.
    """
    if method != "GET" or status != 200 or "HX-Request" in headers:
        return False
    ahead = (headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz"))
    goes_there = headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    return goes_there and not any(AHEAD in one.lower() for one in ahead)


def by_page(subjects: Iterable[str]) -> dict[str, list[int]]:
    """The numbers of each page, in the order they were opened."""
    found: dict[str, list[int]] = {}
    for subject in subjects:
        page, _colon, number = subject.rpartition(":")
        found.setdefault(page, []).append(int(number))
    return found
