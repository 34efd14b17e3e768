"""The links of a letter that lead to our own pages, wherever the demonstration is served."""

from __future__ import annotations

import re


def links_of(text: str, site: str) -> list[str]:
    """« /invitation/… » for each link of ours, in the order of the letter, each once."""
    found = re.findall(rf"{re.escape(site)}(/\S*)", text)
    return list(dict.fromkeys(found))
