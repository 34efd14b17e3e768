"""The links of a letter that lead to our own pages, wherever the demonstration is served."""

from __future__ import annotations

import re


def links_of(text: str, site: str) -> list[str]:
    """« /invitation/… » for each link of ours, in the order of the letter, each once."""
    ours = rf"(?:{re.escape(site)}|http://localhost:\d+)(/\S*)"
    found = re.findall(ours, text)
    return list(dict.fromkeys(found))
