"""The mail server: one connection for a round of the clock, each answer as a value."""

from __future__ import annotations

import smtplib
import socket
import ssl
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from django.conf import settings
from django.core.mail import EmailMessage, mailers

from phares.common.notices.rules.sending import Answer, told_by
from phares.kernel.tongue import french, say

NO_MAIL_SERVER = french(
    "Aucun serveur de courrier n’est réglé (mail_host dans settings.toml) : rien ne part."
)


class Unreachable(Exception):
    """No letter was offered: the server is away, or does not want us. Says why."""


def is_set() -> bool:
    """Whether a mail server is named in the settings."""
    return bool(settings.MAIL_HOST)


class PostOffice:
    """An open connection. `Unreachable` when there is none to be had."""

    def __init__(self) -> None:
        self.connection: Any = mailers.default

    def __enter__(self) -> Self:
        try:
            self.connection.open()
        except (smtplib.SMTPException, OSError) as error:
            self._close()
            raise Unreachable(_why(error)) from None
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._close()

    def _close(self) -> None:
        """What was accepted is accepted, however the server says goodbye."""
        with suppress(smtplib.SMTPException, OSError):
            self.connection.close()

    def offer(self, message: EmailMessage) -> Answer:
        """What the server said of this letter."""
        try:
            self.connection.send_messages([message])
        except smtplib.SMTPRecipientsRefused as error:
            code, words = next(iter(error.recipients.values()))
            return Answer(code, _text(words))
        except smtplib.SMTPResponseException as error:
            return Answer(error.smtp_code, _text(error.smtp_error))
        except smtplib.SMTPNotSupportedError as error:
            return Answer(553, str(error))
        except (smtplib.SMTPException, OSError):
            return Answer(0, cut=True)
        except ValueError:
            return Answer(553, say("adresse que le courrier ne sait pas écrire"))
        return Answer()


def _text(words: bytes | str) -> str:
    return words.decode(errors="replace") if isinstance(words, bytes) else words


def _why(error: Exception) -> str:
    """A sentence on a server that could not be reached: what it said, never what we said."""
    match error:
        case ConnectionRefusedError():
            return say("le serveur de courrier refuse la connexion (mail_host, mail_port)")
        case socket.gaierror():
            return say("le nom du serveur de courrier n’est pas connu (mail_host)")
        case TimeoutError():
            return say("le serveur de courrier ne répond pas (mail_host, mail_port)")
        case smtplib.SMTPAuthenticationError():
            return say("le serveur de courrier refuse le nom ou le mot de passe (mail_user)")
        case smtplib.SMTPNotSupportedError():
            return say("le serveur de courrier n’offre pas ce que mail_tls ou mail_user demande")
        case ssl.SSLError():
            return say("le chiffrement avec le serveur de courrier échoue (mail_tls, certificat)")
        case smtplib.SMTPResponseException():
            answer = Answer(error.smtp_code, _text(error.smtp_error))
            return say("le serveur de courrier a répondu {told_by}", told_by=told_by(answer))
    return say("la connexion au serveur de courrier s’est coupée")
