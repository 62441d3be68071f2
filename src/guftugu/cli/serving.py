"""`guftugu serve`: one process that answers, started from Python."""

from __future__ import annotations

import errno
import os
import secrets
import signal
import sys
from functools import partial
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any

import click

from guftugu.cli.asking import Asked, pass_asked
from guftugu.cli.failing import Failure, line_about, say
from guftugu.cli.words import gettext as _

PORT = 8000
NEXT_PORTS = 100
THREADS = 8
SECONDS_TO_STOP = 5
EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 (known, so that it can be warned of)
HERE = ["localhost", "127.0.0.1", "[::1]"]


@click.command(
    short_help=_("serve the workspace"),
    help=_("Serve the workspace to this machine, or with --host to others behind a proxy with TLS."),
)
@click.option("--port", type=click.IntRange(0, 65535), help=_("8000, or the next free one, if not given."))
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help=_("Where to listen."))
@click.option("--no-browser", is_flag=True, help=_("Do not open a browser."))
@pass_asked
def serve(asked: Asked, *, port: int | None, host: str, no_browser: bool) -> None:
    from guftugu.cli.stores import check_workspace

    check_workspace(asked.folder)
    chosen = free_port(host, PORT) if port is None else exact_port(host, port)
    serve_workspace(asked.folder, host=host, port=chosen, opens_browser=not no_browser)


def serve_workspace(folder: Path, *, host: str, port: int, opens_browser: bool) -> None:
    """Answers until it is stopped. The process that waits holds no Django; the one that answers looks at the store."""
    os.environ["GUFTUGU_DIR"] = str(folder.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guftugu.desk.settings")
    os.environ.setdefault("GUFTUGU_RUN_SECRET", secrets.token_urlsafe(48))
    os.environ.setdefault("GUFTUGU_HOSTS", ",".join(hosts(host)))
    if host not in {"127.0.0.1", "::1", "localhost"} and os.environ.get("GUFTUGU_TLS") != "1":
        say(_("This is served without TLS: whoever listens on the network reads passphrases. See docs/hosting.md."))
    loaded = partial(load, host, port, opens_browser=opens_browser)
    try:
        from granian.constants import Interfaces
        from granian.server import Server
    except ImportError:
        _serve_with_waitress(loaded, host=host, port=port)
        return
    server = Server(
        "guftugu.desk.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        workers_kill_timeout=SECONDS_TO_STOP,
        log_enabled=False,
    )
    server.serve(target_loader=loaded, wrap_loader=False)


def load(host: str, port: int, *, opens_browser: bool) -> Any:
    """In the process that answers: look at the store, bring it up to date, and tell when it answers."""
    from multiprocessing import parent_process

    from guftugu.cli.stores import open_store

    try:
        open_store(Path(os.environ["GUFTUGU_DIR"]))

        from django.db import connections

        from guftugu.desk.wsgi import application
    except Exception as error:  # noqa: BLE001 (as in `run`: one line, no traceback)
        say(line_about(error))
        sys.exit(1)
    connections.close_all()
    # Django has them now; a browser that is opened from here must not inherit them.
    for secret in ("GUFTUGU_RUN_SECRET", "DATABASE_URL"):
        os.environ.pop(secret, None)
    if parent_process() is not None:
        Thread(target=go_with, args=(os.getppid(),), daemon=True).start()
    Thread(target=announce, args=(host, port), kwargs={"opens_browser": opens_browser}, daemon=True).start()
    return application


def go_with(parent: int) -> None:
    """Killed outright, the process that waits tells nobody; its port must not stay taken."""
    while os.getppid() == parent:
        sleep(0.5)
    os.kill(os.getpid(), signal.SIGTERM)


def announce(host: str, port: int, *, opens_browser: bool) -> None:
    """Say the address once it answers, not before."""
    reached = "127.0.0.1" if host in EVERYWHERE else host
    shown = f"[{reached}]" if ":" in reached else reached
    while not _answers(reached, port):
        sleep(0.05)
    address = f"http://{shown}:{port}/"
    click.echo(_("Guftugu answers at %(address)s (stop it with Ctrl-C)") % {"address": address})
    sys.stdout.flush()
    if opens_browser and _has_screen():
        import webbrowser

        webbrowser.open(address)


def free_port(host: str, first: int) -> int:
    """The first port that nobody has."""
    for port in range(first, min(first + NEXT_PORTS, 65536)):
        if (found := _port_if_free(host, port)) is not None:
            return found
    raise Failure(_("None of the ports from %(port)d on is free. Name another: --port N.") % {"port": first})


def exact_port(host: str, port: int) -> int:
    found = _port_if_free(host, port)
    if found is None:
        raise Failure(_("Port %(port)d is taken. Name another: --port N.") % {"port": port})
    return found


def hosts(host: str) -> list[str]:
    """The names under which people may ask for pages. Others (a proxy's) are told by GUFTUGU_HOSTS."""
    if host not in EVERYWHERE:
        return list(dict.fromkeys([*HERE, f"[{host}]" if ":" in host else host]))
    import socket

    own = socket.gethostname()
    try:
        addresses = {str(found[4][0]) for found in socket.getaddrinfo(own, None, socket.AF_INET)}
    except OSError:
        addresses = set()
    return list(dict.fromkeys([*HERE, own.lower(), *sorted(addresses)]))


def _port_if_free(host: str, port: int) -> int | None:
    import socket

    try:
        family, kind, _protocol, _name, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as tried:
            if os.name == "posix":
                tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(where)
            return int(tried.getsockname()[1])
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return None
        raise Failure(
            _("Cannot listen at %(host)s, port %(port)d: %(why)s.")
            % {"host": host, "port": port, "why": error.strerror or type(error).__name__}
        ) from error


def _has_screen() -> bool:
    """Without one Python would start a browser of letters in this terminal."""
    return sys.platform in {"darwin", "win32"} or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    )


def _answers(host: str, port: int) -> bool:
    from http.client import HTTPConnection, HTTPException

    asking = HTTPConnection(host, port, timeout=5)
    try:
        asking.request("HEAD", "/log-in/")
        asking.getresponse().read()
    except (OSError, HTTPException):
        return False
    finally:
        asking.close()
    return True


def _serve_with_waitress(loaded: partial[Any], *, host: str, port: int) -> None:
    """Where granian has no wheel: slower, no TLS of its own, the same otherwise."""
    from waitress import serve as serve_with

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    serve_with(loaded(), host=host, port=port, threads=THREADS, ident="", _quiet=True)
