"""What settings.toml says of signing in with an account from elsewhere (OpenID Connect)."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from phares.config.failures import Failure
from phares.kernel.tongue import french

ON_THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}
MISSING = french(
    "settings.toml dit openid_url, et le paquet authlib n’est pas installé. Installez-le "
    "(docs/installation.md), ou ôtez openid_url."
)
INCOMPLETE = french(
    "settings.toml : openid_url demande openid_client et openid_secret, que le fournisseur "
    "donne, et openid_name, le nom que les gens lui connaissent."
)
UNREADABLE = french(
    'settings.toml : openid_url commence par https://. Exemple : "https://compte.fr/pole".'
)


def openid_of(own: Mapping[str, Any]) -> dict[str, str] | None:
    """The provider: `url`, `client`, `secret`, `name`; nothing unless it is named."""
    url = str(own.get("openid_url", ""))
    if not url:
        return None
    told = {key: str(own.get(f"openid_{key}", "")) for key in ("client", "secret", "name")}
    if not all(told.values()):
        raise Failure(INCOMPLETE)
    parts = urlsplit(url)
    here = parts.scheme == "http" and parts.hostname in ON_THIS_MACHINE
    if not parts.hostname or not (parts.scheme == "https" or here):
        raise Failure(UNREADABLE)
    return {"url": url, **told}


def insist_on_package(openid: object) -> None:
    """A site that offers it can do it."""
    if openid and not (find_spec("authlib") and find_spec("requests")):
        raise Failure(MISSING)
