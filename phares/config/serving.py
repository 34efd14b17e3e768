"""The site on a port: granian, one worker a core and two at most, four blocking threads each."""

from __future__ import annotations

import errno
import gc
import os
import shlex
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from phares.config.error_reports import begin
from phares.config.failures import Failure, reason_of
from phares.config.mail import SERVED, site_url_of
from phares.config.openid import insist_on_package
from phares.config.stopping import stops
from phares.kernel.tongue import say

TARGET = "phares.config.wsgi:application"


def insist_on_port(host: str, port: int) -> None:
    """A sentence when the port is taken; the server itself would share it without a word."""
    if error := _why_not_listen(host, port):
        raise Failure(_no_port(host, port, error))


def _why_not_listen(host: str, port: int) -> OSError | None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return error
    return None


def _no_port(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        taken = say("le port {port} est déjà pris.", port=port)
        free = _free_port(host, port)
        return (
            say(
                "{taken} Celui-ci est libre : {typed_again}",
                taken=taken,
                typed_again=_typed_again(free),
            )
            if free
            else taken
        )
    if error.errno in (errno.EACCES, errno.EPERM):
        return say(
            "le port {port} est réservé au système. Prenez-en un au-dessus de 1024.", port=port
        )
    return say(
        "l’adresse {host} ne peut pas être écoutée ({reason}).", host=host, reason=reason_of(error)
    )


def _free_port(host: str, taken: int) -> int | None:
    """The next one that can be listened to, then any from 8000 on."""
    following = (*range(taken + 1, min(taken + 100, 65536)), *range(8000, 8100))
    return next((port for port in following if not _why_not_listen(host, port)), None)


def _typed_again(port: int) -> str:
    """The command as it was typed, on another port: that of make, when make was typed."""
    words = sys.argv[1:]
    if "MAKELEVEL" in os.environ and words[:1] == ["demo"]:
        pole = os.environ.get("POLE")
        return f"PORT={port} {f'POLE={shlex.quote(pole)} ' if pole else ''}make demo"
    kept = [
        word
        for before, word in zip(["", *words], words, strict=False)
        if before != "--port" and word.partition("=")[0] != "--port"
    ]
    return shlex.join([sys.argv[0], *kept, "--port", str(port)])


def address(host: str, port: int) -> str:
    """What to type in a browser."""
    shown = "localhost" if host in ("127.0.0.1", "0.0.0.0", "::", "::1") else host
    return f"http://{shown}:{port}/"


def letters_lead_to(where: str) -> None:
    """Links in letters lead where the pages are served, unless settings.toml says otherwise."""
    from django.conf import settings

    from phares.config.home import home, settings_of

    os.environ[SERVED] = where.rstrip("/")
    settings.SITE_URL = site_url_of(settings_of(home()))


def settle() -> None:
    """What is loaded stays: the collector of memory goes over it no more while a page is made.

    A page makes a few thousand things that hold each other, and is done: looked for less often,
    they are as many: one page in eighty waits some milliseconds, at the price of a few megabytes.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 10, 10)


def serve(host: str, port: int, *, ready: Callable[[], None]) -> None:
    """Serves until stopped; `ready` is called once the first worker answers."""
    from django.conf import settings
    from granian.constants import Interfaces
    from granian.log import LogLevels

    begin(settings.ERROR_URL)
    insist_on_package(settings.OPENID)
    _load()
    server = _server(lambda: _announce(host, port, ready))(
        TARGET,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=min(2, os.cpu_count() or 1),
        blocking_threads=4,
        websockets=False,
        log_level=LogLevels.warning,
        log_dictconfig=settings.LOGGING,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
    )
    server.serve()


def _load() -> None:
    """Once here, inherited by the workers: their first visitor waits for nothing."""
    from django.db import connections
    from django.urls import get_resolver

    from phares.config.wsgi import application

    assert application is not None
    assert get_resolver().url_patterns
    settle()
    for connection in connections.all(initialized_only=True):
        connection.close()
        getattr(connection, "close_pool", lambda: None)()


def _server(announce: Callable[[], None]) -> Any:
    """Ctrl+C reaches the parent alone, which stops its workers: told twice, a worker hangs.

    A terminal that closes stops it too, where granian would load its workers again. Where the whole
    group is told, a worker may leave first: once asked to stop, that is no failure.

    `announce` begins once the workers are forked: what a thread holds at that moment, such as the
    lock of a module that it is loading, is held for ever in the worker.
    """
    from granian import Granian

    closing = signal.SIGHUP in stops()

    class Server(Granian):  # type: ignore[valid-type, misc]
        def signal_handler_reload(self, *_signal: Any) -> None:
            if closing:
                self.signal_handler_interrupt()

        def startup(self, *target: Any) -> None:
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
            super().startup(*target)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
            threading.Thread(target=announce, daemon=True).start()

        def shutdown(self, exit_code: int = 0) -> None:
            try:
                super().shutdown(exit_code)
            except SystemExit:
                if not self.interrupt_signal:
                    raise

    return Server


def _announce(host: str, port: int, ready: Callable[[], None]) -> None:
    reached = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    for _try in range(600):
        try:
            socket.create_connection((reached, port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return ready()
    return None
