"""What is written for whoever keeps the machine."""

from __future__ import annotations

import logging

LONGEST = 100
WRONG_HOST = (
    "demande refusée pour le nom %s, qui n’est pas dans allowed_hosts (settings.toml). "
    "Si c’est celui du pôle, ajoutez-le, puis relancez phares serve."
)


class NoFault(logging.Filter):
    """What a person may not do or what is not there is one line; a trace is for our own faults."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno < logging.ERROR:
            record.exc_info = None
        return True


class WrongHost(logging.Filter):
    """A name the site does not answer to: one line that says what to do, instead of a trace."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        asked = request.META.get("HTTP_HOST", "") if request is not None else ""
        record.msg, record.args = WRONG_HOST, (ascii(asked[:LONGEST]),)
        record.exc_info = None
        return True
