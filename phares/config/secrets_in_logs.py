"""What no line may say: passwords, tokens, cookies, links that open something."""

from __future__ import annotations

import re
from collections.abc import Iterable

UNSAID = "…"
SHORTEST = 6
"""Of the secrets of settings.toml: a shorter one would blot out plain words."""
_NAMES = "password|passwd|passphrase|mot_de_passe|token|jeton|secret|session|csrf|api_?key|cookie"
PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    # Cookie: a=b; c=d, to the end of the line
    (re.compile(r"(?i)\b((?:set-)?cookie|(?:proxy-)?authorization)(['\"]?\s*[:=]\s*).+"), r"\1\2…"),
    # postgresql://name:password@machine
    (re.compile(r"://[^/\s:@]*:[^/\s@]*@"), "://…@"),
    # 'password': 'two words'
    (re.compile(rf"(?i)([\w-]*(?:{_NAMES})[\w-]*['\"]?\s*[:=]\s*)(['\"]).*?(?<!\\)\2"), r"\1\2…\2"),
    # password=…, csrfmiddlewaretoken=…, a value that is cut before its closing quote
    (re.compile(rf"(?i)([\w-]*(?:{_NAMES})[\w-]*['\"]?\s*[:=]\s*['\"]?)[^\s'\",;&)}}\]]+"), r"\1…"),
    # What PostgreSQL quotes of a row that it refuses
    (re.compile(r"(Failing row contains \().*"), r"\1…"),
    (re.compile(r"(Key \([^)]*\)=\().*?\)(?= \w)"), r"\1…)"),
    # /connexion/?next=…
    (re.compile(r"(/[^\s?'\"]*)\?[^\s'\"]+"), r"\1?…"),
    # /lien/…/
    (re.compile(r"/lien/[^/\s'\"]+"), "/lien/…"),
    # A token of a program, wherever it stands
    (re.compile(r"\bphares_[\w-]{20,}"), UNSAID),
    # /agenda/flux/….ics
    (re.compile(r"/flux/[^/\s'\"]+"), "/flux/…"),
    # Any other part of an address that nobody would type: long, or with a number in it
    (
        re.compile(r"(?<=/)(?![^/\s'\"]*\.py\b)(?:[\w:.=~-]{32,}|(?=[^/\s]*\d)[\w:.=~-]{20,})"),
        UNSAID,
    ),
)


class Scrubber:
    """Takes out of a text what opens something; `own` are the secrets of this installation."""

    def __init__(self, own: Iterable[str] = ()) -> None:
        self.own = sorted({one for one in own if len(one) >= SHORTEST}, key=len, reverse=True)

    def __call__(self, text: str) -> str:
        for secret in self.own:
            text = text.replace(secret, UNSAID)
        for pattern, said in PATTERNS:
            text = pattern.sub(said, text)
        return text
