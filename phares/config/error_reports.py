"""Faults told to an address that speaks as Sentry does: where it broke, never whose page it was."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from phares.config.failures import Failure
from phares.kernel.tongue import french

FRAME = ("abs_path", "filename", "function", "lineno", "module", "in_app")
KEPT = ("event_id", "timestamp", "level", "platform", "release", "logger", "transaction")
MISSING = french(
    "settings.toml dit error_url, et le paquet sentry-sdk n’est pas installé. Installez-le "
    "(docs/installation.md), ou ôtez error_url."
)
UNREADABLE = french('settings.toml : error_url se lit ainsi : "https://clé@machine/numéro".')


def begin(url: str) -> None:
    """From now on the faults of this process are told there; nothing without an address."""
    if not url:
        return
    try:
        import sentry_sdk
        from sentry_sdk.integrations.django import DjangoIntegration
    except ModuleNotFoundError:
        raise Failure(MISSING) from None
    try:
        # Only that of Django: others come on by themselves with any library that is installed.
        sentry_sdk.init(
            integrations=[DjangoIntegration()], auto_enabling_integrations=False, **options(url)
        )
    except sentry_sdk.utils.BadDsn:
        raise Failure(UNREADABLE) from None


def options(url: str) -> dict[str, Any]:
    return {
        "dsn": url,
        "release": f"phares@{version('phares')}",
        "send_default_pii": False,
        "include_local_variables": False,
        "include_source_context": False,
        "max_request_body_size": "never",
        "max_breadcrumbs": 0,
        "auto_session_tracking": False,
        "server_name": "",
        "before_send": bare,
    }


def bare(event: Any, _hint: Any) -> Any:
    """An event with its kind and its path through the code, and nothing that a person wrote.

    What an exception says is left out: a database quotes the row it refuses. What a visitor sends
    on purpose is no fault of ours.
    """
    if str(event.get("logger", "")).startswith("django.security."):
        return None
    from phares.common.web.request_ids import CURRENT

    told = {name: event[name] for name in KEPT if event.get(name)}
    faults = (event.get("exception") or {}).get("values") or []
    if faults:
        told["exception"] = {"values": [_fault(one) for one in faults]}
    return told | {"tags": {"request": CURRENT.get()}}


def _fault(fault: Any) -> dict[str, Any]:
    frames = (fault.get("stacktrace") or {}).get("frames") or []
    path = [{name: one[name] for name in FRAME if name in one} for one in frames]
    return {
        "type": fault.get("type"),
        "module": fault.get("module"),
        "stacktrace": {"frames": path},
    }
