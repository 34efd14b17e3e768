"""To whom one writes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reader:
    """An address, and who reads there when it is known; the language is the reader's."""

    address: str
    name: str = ""
    user_id: int | None = None
    party_id: int | None = None
    language: str = "fr"
