"""The command line: python -m devhost [APP_DIR] [--port 7071] [--reload] [--enable-auth [KEY]] …"""

import argparse
import contextlib
import logging
import secrets
import shlex
import signal
import socket
import subprocess
import sys
from pathlib import Path

from devhost.errors import CannotServe
from devhost.host import MASTER_KEY, FunctionsApp
from devhost.reload import run_reloading
from devhost.server import address_of, listen, serve
from devhost.settings import check_settings, load_settings

_DEFAULT_CHECK = "spine.config:settings"


def main() -> None:
    """Serve the app until SIGTERM or Ctrl-C; what keeps it from being served is one line and exit code 1."""
    options = _options()
    _show_logs(options.log)
    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, _stop)
    try:
        with contextlib.suppress(KeyboardInterrupt):
            _run(options)
    except CannotServe as problem:
        sys.exit(f"devhost: {problem}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m devhost", description="Serve an Azure Functions app on loopback.")
    add = parser.add_argument
    add("app_dir", nargs="?", type=Path, default=Path(), help="the folder of function_app.py (this one)")
    add("--port", type=int, default=7071, help="7071; 0 takes a free one")
    add("--threads", type=int, default=8, help="requests served at once (8)")
    add(
        "--enable-auth",
        nargs="?",
        const="",
        metavar="KEY",
        help="require this function key; without KEY, a random one",
    )
    add("--reload", action="store_true", help="start again when a .py or .json file of the app changes")
    add("--check", metavar="MODULE:CALLABLE", help=f"called first, raises for bad settings ({_DEFAULT_CHECK})")
    add(
        "--before",
        action="append",
        default=[],
        metavar="'MODULE ARG…'",
        help="run first, with the same settings",
    )
    add("--greeting", type=Path, metavar="FILE", help="printed once the app is served, its {url} replaced")
    add(
        "--log",
        default="spine",
        metavar="LOGGER",
        help="whose INFO is shown; of others WARNING and up (spine)",
    )
    options = parser.parse_args()
    if options.check is None and (options.app_dir / "spine" / "config.py").exists():
        options.check = _DEFAULT_CHECK
    if options.enable_auth == "":
        options.enable_auth = secrets.token_urlsafe(24)
    return options


def _show_logs(name: str) -> None:
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s", level=logging.WARNING)
    logging.getLogger(name).setLevel(logging.INFO)
    logging.getLogger("azure").setLevel(logging.WARNING)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a queue is no news under load


def _stop(signum: int, frame: object) -> None:
    signal.signal(signum, signal.SIG_DFL)  # a second one ends the process at once
    raise KeyboardInterrupt


def _run(options: argparse.Namespace) -> None:
    load_settings(options.app_dir)
    listener = listen(options.port)
    options.port = listener.getsockname()[1]
    with listener:
        if options.check:
            check_settings(options.app_dir, options.check)
        for command in options.before:
            _run_before(command)
        if not options.reload:
            _serve(options, listener)
    if options.reload:
        run_reloading(options.app_dir, _without_reload(options))


def _run_before(command: str) -> None:
    print(f"Running python -m {command}", flush=True)
    if subprocess.run([sys.executable, "-m", *shlex.split(command)]).returncode:
        raise CannotServe(f"python -m {command} failed.")


def _serve(options: argparse.Namespace, listener: socket.socket) -> None:
    keys = {MASTER_KEY: options.enable_auth} if options.enable_auth else None
    url = address_of(listener)
    with FunctionsApp(options.app_dir, keys=keys, base_url=url) as app:
        print(app.table(), *(f"! {problem}" for problem in app.problems()), sep="\n")
        print(_greeting(options.greeting, url))
        if keys:
            print(f"Functions want the key {options.enable_auth} (in x-functions-key, or ?code=).")
        sys.stdout.flush()
        serve(app, listener, options.threads)
    print("Stopped.")


def _greeting(file: Path | None, url: str) -> str:
    text = file.read_text(encoding="utf-8") if file else "Serving on {url}"
    return text.strip().replace("{url}", url)


def _without_reload(options: argparse.Namespace) -> list[str]:
    """The options of the server that is started again and again; what comes before is done once."""
    arguments = [
        str(options.app_dir),
        f"--port={options.port}",
        f"--threads={options.threads}",
        f"--log={options.log}",
    ]
    given = {"--enable-auth": options.enable_auth, "--check": options.check, "--greeting": options.greeting}
    return arguments + [f"{name}={value}" for name, value in given.items() if value]


if __name__ == "__main__":
    main()
