"""What settings.toml says of the mail, as Django wants it; where letters point to."""

from __future__ import annotations

import os
from collections.abc import Mapping
from email.utils import parseaddr
from typing import Any

from phares.config.failures import Failure
from phares.kernel.tongue import say

TLS = {"starttls": {"use_tls": True}, "tls": {"use_ssl": True}, "none": {}}
PORTS = {"starttls": 587, "tls": 465, "none": 25}
TIMEOUT = 30
"""Seconds that an answer of the mail server is waited for."""


def mailers_of(own: Mapping[str, Any], *, demo: bool) -> dict[str, Any]:
    """The mail server; none when it is not named, and never one in a demonstration."""
    host, tls = own.get("mail_host", ""), own.get("mail_tls", "starttls")
    if tls not in TLS:
        raise Failure(
            say(
                'settings.toml : mail_tls vaut {choices}. Exemple : mail_tls = "starttls".',
                choices=", ".join(TLS),
            )
        )
    if demo or not host:
        return {"default": {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}}
    if "@" not in parseaddr(sender_of(own))[1]:
        raise Failure(
            say(
                "settings.toml : mail_host demande mail_sender, l’adresse d’où part le courrier. "
                'Exemple : mail_sender = "Le PHARES <pole@pole.fr>".'
            )
        )
    options = {
        "host": host,
        "port": own.get("mail_port", PORTS[tls]),
        "username": own.get("mail_user", ""),
        "password": own.get("mail_password", ""),
        "timeout": TIMEOUT,
        **TLS[tls],
    }
    return {"default": {"OPTIONS": options}}


def host_of(own: Mapping[str, Any], *, demo: bool) -> str:
    """The mail server that letters go through; nothing when none leaves."""
    return "" if demo else str(own.get("mail_host", ""))


def sender_of(own: Mapping[str, Any]) -> str:
    return str(own.get("mail_sender", ""))


SERVED = "PHARES_SERVED_AT"
"""Where a demonstration is served: told to the processes that serve it."""


def site_url_of(own: Mapping[str, Any]) -> str:
    """Where the pages are, as a reader of a letter opens them; without an ending slash."""
    if told := own.get("site_url", ""):
        if not told.startswith(("https://", "http://")):
            raise Failure(
                say(
                    "settings.toml : site_url commence par https://. "
                    'Exemple : site_url = "https://pole.fr".'
                )
            )
        return str(told).rstrip("/")
    if served := os.environ.get(SERVED, ""):
        return served
    names = [name for name in own.get("allowed_hosts", []) if name[:1] not in ("*", ".")]
    host = names[0] if names else "localhost"
    return f"https://{host}" if own.get("tls") else f"http://{host}:8000"
