"""What must be read again, yet not by whoever holds a copy of the database alone.

The key comes from `secret_key` of settings.toml; a copy made by `phares backup` carries both.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from functools import cache

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.utils.crypto import salted_hmac

SALT = "phares.people.accounts.factors"


def seal(text: str) -> str:
    return _box(settings.SECRET_KEY).encrypt(text.encode()).decode()


def opened(sealed: str) -> str | None:
    """What was sealed, or nothing where secret_key is another one."""
    try:
        return _box(settings.SECRET_KEY).decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def mark_of(account: int, code: str) -> str:
    """What is kept of a recovery code: it cannot be tried without secret_key."""
    return salted_hmac(SALT, f"{account} {code}", algorithm="sha256").hexdigest()


@cache
def _box(secret: str) -> Fernet:
    key = salted_hmac(SALT, "seal", secret=secret, algorithm="sha256").digest()
    return Fernet(urlsafe_b64encode(key))
