"""What is written for whoever keeps the machine, as lines or as JSON."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from phares.config.failures import Failure
from phares.config.secrets_in_logs import Scrubber
from phares.kernel.tongue import say

LONGEST = 100
WRONG_HOST = (
    "demande refusée pour le nom %s, qui n’est pas dans allowed_hosts (settings.toml). "
    "Si c’est celui du pôle, ajoutez-le, puis relancez phares serve."
)
FORMATS = ("text", "json")
STDERR = {"class": "logging.StreamHandler", "formatter": "line", "filters": ["no_attack"]}
TOLD = ("method", "path", "status", "ms")
SECRETS = ("secret_key", "mail_password", "openid_secret")
"""What a line of JSON says apart, when the record has it."""


def logging_of(own: Mapping[str, Any]) -> dict[str, Any]:
    """Django's LOGGING, from what settings.toml says."""
    form = format_of(own)
    level = "INFO" if form == "json" else "WARNING"
    written = {"handlers": ["stderr"], "propagate": False}
    kind = "phares.config.logs.Json" if form == "json" else "phares.config.logs.Line"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": kind, "own": secrets_of(own)}},
        "handlers": {"stderr": STDERR},
        "filters": {
            "wrong_host": {"()": "phares.config.logs.WrongHost"},
            "no_fault": {"()": "phares.config.logs.NoFault"},
            "no_attack": {"()": "phares.config.logs.NoAttack"},
        },
        "loggers": {
            "django.security.DisallowedHost": {"filters": ["wrong_host"]},
            "django.request": {"filters": ["no_fault"]},
            "phares": {"level": level},
            "phares.access": {"level": "INFO" if own.get("access_log") else "ERROR"},
            "_granian": {"level": "WARNING", **written},
            "granian.access": {"level": "ERROR", **written},
        },
        "root": {"handlers": ["stderr"], "level": "WARNING"},
    }


def format_of(own: Mapping[str, Any]) -> str:
    form = str(own.get("log_format", "text"))
    if form not in FORMATS:
        raise Failure(
            say(
                'settings.toml : log_format vaut {choices}. Exemple : log_format = "json".',
                choices=say(" ou ").join(FORMATS),
            )
        )
    return form


def secrets_of(own: Mapping[str, Any]) -> list[str]:
    """What settings.toml says to nobody: its keys and passwords, and those within an address."""
    plain = [str(own.get(key, "")) for key in SECRETS]
    addresses = [str(own.get(key, "")) for key in ("database_url", "error_url")]
    within = [(urlsplit(one).username, urlsplit(one).password) for one in addresses]
    return [*plain, *(unquote(one) for _user, one in within if one), within[1][0] or ""]


class Line(logging.Formatter):
    """« 2016-01-04 09:30:00,000 WARNING django.request [3f2a…] Not Found: /x/ »."""

    def __init__(self, own: Iterable[str] = ()) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(number)s%(message)s")
        self.scrubbed = Scrubber(own)

    def format(self, record: logging.LogRecord) -> str:
        number = _request()
        record.number = f"[{number}] " if number else ""
        return self.scrubbed(super().format(record))


class Json(logging.Formatter):
    """One object a line, whatever the message holds."""

    def __init__(self, own: Iterable[str] = ()) -> None:
        super().__init__()
        self.scrubbed = Scrubber(own)

    def format(self, record: logging.LogRecord) -> str:
        said: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": self.scrubbed(record.getMessage()),
        }
        if number := _request():
            said["request"] = number
        for name in TOLD:
            if (value := getattr(record, name, None)) is not None:
                said[name] = self.scrubbed(value) if isinstance(value, str) else value
        if record.exc_info:
            said["trace"] = self.scrubbed(self.formatException(record.exc_info))
        return json.dumps(said, ensure_ascii=False)


def announce(line: str) -> None:
    """To whoever reads the lines of a site or of a clock: plainly, or as they asked."""
    from django.conf import settings

    from phares.config.preparing import print_line

    if settings.LOG_FORMAT == "json":
        logging.getLogger("phares.command").info("%s", line)
    else:
        print_line(line)


def _request() -> str:
    from phares.common.web.request_ids import CURRENT

    return CURRENT.get()


class NoFault(logging.Filter):
    """What a person may not do or what is not there is one line; a trace is for our own faults."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno < logging.ERROR:
            record.exc_info = None
        return True


class NoAttack(logging.Filter):
    """What a visitor sends on purpose is one line too: nobody fills the disk with our traces."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("django.security."):
            record.exc_info = None
            record.levelno, record.levelname = logging.WARNING, "WARNING"
        return True


class WrongHost(logging.Filter):
    """A name the site does not answer to: one line that says what to do, instead of a trace."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        asked = request.META.get("HTTP_HOST", "") if request is not None else ""
        record.msg, record.args = WRONG_HOST, (ascii(asked[:LONGEST]),)
        record.exc_info = None
        return True
