"""OpenID Connect, by Authlib: discovery, PKCE, state, nonce; a signed word of the provider.

Nothing of it is loaded unless settings.toml names a provider.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from phares.kernel.refusal import Refused
from phares.people.accounts.rules.openid import (
    ASYMMETRIC,
    DENIED,
    STALE,
    UNREACHABLE,
    UNSOUND,
    Outsider,
)

TIMEOUT = 10
"""Seconds that an answer of the provider is waited for."""
LEEWAY = 60
"""Seconds by which two clocks may differ."""
DISCOVERY = "/.well-known/openid-configuration"


def to_provider(request: HttpRequest, callback: str) -> HttpResponse:
    """The browser goes there; the session remembers what must come back."""
    with _failures_told():
        answer: HttpResponse = _provider().authorize_redirect(request, callback)
    return answer


def from_provider(request: HttpRequest) -> Outsider:
    """Whom the provider says it is, when its word is whole, recent, signed and for us."""
    if error := request.GET.get("error"):
        raise Refused(DENIED if error in ("access_denied", "login_required") else UNREACHABLE)
    with _failures_told():
        token = _provider().authorize_access_token(
            request, claims_options=_expected(), leeway=LEEWAY
        )
        claims = token.get("userinfo")
    if not claims or not isinstance(claims.get("sub"), str) or not claims["sub"]:
        raise Refused(UNSOUND)
    email = claims.get("email")
    return Outsider(
        _named()["url"],
        claims["sub"],
        email.strip().lower() if isinstance(email, str) else "",
        claims.get("email_verified") is True,
    )


def _named() -> dict[str, str]:
    """The provider as settings.toml names it."""
    if settings.OPENID is None:
        raise Refused(UNREACHABLE)
    return settings.OPENID


def _expected() -> dict[str, Any]:
    return {
        "iss": {"essential": True, "value": _named()["url"]},
        "aud": {"essential": True, "value": _named()["client"]},
        "exp": {"essential": True},
    }


def _provider() -> Any:
    """The provider as it describes itself today, if it is the one that was named."""
    from authlib.integrations.django_client import OAuth

    named = _named()
    found = OAuth().register(
        "pole",
        client_id=named["client"],
        client_secret=named["secret"],
        server_metadata_url=named["url"].rstrip("/") + DISCOVERY,
        client_kwargs={
            "scope": "openid email",
            "code_challenge_method": "S256",
            "default_timeout": TIMEOUT,
        },
    )
    told = found.load_server_metadata()
    if told.get("issuer") != named["url"] or not all(map(_private, _addresses(told))):
        raise Refused(UNSOUND)
    offered = told.get("id_token_signing_alg_values_supported") or ["RS256"]
    told["id_token_signing_alg_values_supported"] = [one for one in offered if one in ASYMMETRIC]
    return found


def _addresses(told: dict[str, Any]) -> list[str]:
    return [str(told[name]) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]


def _private(address: str) -> bool:
    """Nobody on the way reads it: HTTPS, or the same machine as a provider named in HTTP."""
    named, other = urlsplit(_named()["url"]), urlsplit(address)
    return other.scheme == "https" or (other.scheme, other.hostname) == ("http", named.hostname)


@contextmanager
def _failures_told() -> Iterator[None]:
    """What the library and the network say becomes a sentence."""
    from authlib.common.errors import AuthlibBaseError
    from authlib.integrations.base_client import MismatchingStateError, OAuthError
    from joserfc.errors import JoseError
    from requests import RequestException

    try:
        yield
    except MismatchingStateError:
        raise Refused(STALE) from None
    except (OAuthError, RequestException):
        raise Refused(UNREACHABLE) from None
    except (AuthlibBaseError, JoseError):
        raise Refused(UNSOUND) from None
    except (ValueError, KeyError, TypeError, AttributeError, RuntimeError):
        raise Refused(UNREACHABLE) from None
