"""A real mail server on this machine, that takes, refuses, falls silent or waits as told."""

from __future__ import annotations

from asyncio import Transport
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.homes import free_port

type Say = Callable[[str], str]
"""What is said of a letter, from its recipient: « 250 OK », « 451 … », « cut »."""


class Box:
    """Every letter that was taken, and every one that was offered."""

    def __init__(self, say: Say) -> None:
        self.say, self.port = say, 0
        self.taken: list[EmailMessage] = []
        self.offered: list[str] = []
        self.connections = 0

    async def handle_EHLO(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, name: str, lines: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = name
        return lines

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        self.offered.append(address)
        said = self.say(address)
        if said.startswith("rcpt "):
            return said.removeprefix("rcpt ")
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        said = self.say(envelope.rcpt_tos[0])
        if said == "cut":
            cast(Transport, server.transport).abort()
            return "250 never heard"
        if said.startswith("250"):
            content = envelope.content
            assert isinstance(content, bytes)
            found = message_from_bytes(content, policy=policy.default)
            assert isinstance(found, EmailMessage)
            self.taken.append(found)
        return said


@contextmanager
def mail_server(say: Say = lambda _address: "250 OK", **options: Any) -> Iterator[Box]:
    """Listens until the end of the block; the box says what came."""
    box = Box(say)
    box.port = free_port()
    controller = Controller(box, hostname="127.0.0.1", port=box.port, **options)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


def options_of(port: int, **more: Any) -> dict[str, Any]:
    """The settings of Django for a server on that port."""
    return {"default": {"OPTIONS": {"host": "127.0.0.1", "port": port, "timeout": 5, **more}}}
