"""What a browser says of itself, in the words of whoever looks for a session that is not theirs."""

from __future__ import annotations

from phares.kernel.tongue import french, say

BROWSERS = {
    "Edg": "Edge", "OPR": "Opera", "SamsungBrowser": "Samsung", "Firefox": "Firefox",
    "FxiOS": "Firefox", "CriOS": "Chrome", "Chrome": "Chrome", "Safari": "Safari",
}  # fmt: skip
"""By what it writes; those that also write another’s name come first."""
SYSTEMS = {
    "iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows",
    "Mac OS": "Mac", "CrOS": "Chromebook", "Linux": "Linux",
}  # fmt: skip
UNKNOWN = french("navigateur inconnu")


def browser_of(user_agent: str) -> str:
    """« Firefox sur Windows »."""
    browser = next((label for mark, label in BROWSERS.items() if f"{mark}/" in user_agent), "")
    system = next((label for mark, label in SYSTEMS.items() if mark in user_agent), "")
    return (
        say("{value} sur {system}", value=browser or UNKNOWN, system=system)
        if system
        else browser or UNKNOWN
    )
