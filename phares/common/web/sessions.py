"""Sessions in the table, under keys of the shape that we give them.

Another is nobody's. PostgreSQL does not even look for a text with a zero in it: it breaks.
"""

from __future__ import annotations

import re

from django.contrib.sessions.backends import db

KEY = re.compile(r"[0-9a-z]{32}")


class SessionStore(db.SessionStore):
    """Django's, for which a key of another shape is no key."""

    def _validate_session_key(self, key: str | None) -> bool:
        return bool(KEY.fullmatch(key or ""))
