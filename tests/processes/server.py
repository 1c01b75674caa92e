"""A process with the imports done, which forks one for each module that is to be run.

Argument: the number of the listening socket. It ends when its standard input does.
"""

import contextlib
import gc
import importlib
import json
import os
import resource
import runpy
import select
import signal
import socket
import sys
from dataclasses import dataclass

IMPORTED = (
    "azure.functions", "azure_functions_runtime", "devhost.reload", "devhost.server", "devhost.settings",
    "spine.bootstrap", "spine.http.router",
    "spine.operations.cli.application", "spine.store.sqlite.store",
)  # fmt: skip


@dataclass
class Request:
    """What a process inherits."""

    module: str
    arguments: list[str]
    environment: dict[str, str]
    folder: str
    file_size: tuple[int, int]


def serve(listener: socket.socket) -> Request | None:
    """Serve until standard input ends. It returns in each process that is to run a module, with the request."""
    while True:
        ready, _, _ = select.select([listener, sys.stdin], [], [])
        if sys.stdin in ready:
            return None
        connection, _ = listener.accept()
        if not os.fork():
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            listener.close()
            return _forked(connection)
        connection.close()


def _forked(connection: socket.socket) -> Request:
    """The request, in a process of its own. Its parent tells the client its number, and then its exit code."""
    _, streams, _, _ = socket.recv_fds(connection, 1, 3)
    with connection.makefile("r") as lines:
        request = Request(**json.loads(lines.readline()))
    if not (pid := os.fork()):
        connection.close()
        _inherit(request, streams)
        return request
    for stream in (0, 1, 2, *streams):
        os.close(stream)
    connection.sendall(f"{pid}\n".encode())
    ended = os.pidfd_open(pid)
    ready, _, _ = select.select([ended, connection], [], [])
    if ended not in ready:  # the client was killed
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    connection.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())
    os._exit(0)


def _reap(*_: object) -> None:
    """Wait for the processes that have ended: otherwise their CPU time is counted nowhere."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _inherit(request: Request, streams: list[int]) -> None:
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.environ.clear()
    os.environ.update(request.environment)
    os.chdir(request.folder)
    resource.setrlimit(resource.RLIMIT_FSIZE, request.file_size)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.argv[1:] = request.arguments
    sys.path[:0] = [request.folder]
    encoding, _, errors = request.environment.get("PYTHONIOENCODING", "utf-8").partition(":")
    sys.stdin = open(0, encoding=encoding, errors=errors or "strict")  # noqa: SIM115
    sys.stdout = open(1, "w", encoding=encoding, errors=errors or "strict")  # noqa: SIM115
    sys.stderr = open(2, "w", encoding=encoding, errors="backslashreplace", buffering=1)  # noqa: SIM115


if __name__ == "__main__":
    for name in IMPORTED:
        importlib.import_module(name)
    signal.signal(signal.SIGCHLD, _reap)
    gc.freeze()
    wanted = serve(socket.socket(fileno=int(sys.argv[1])))
    if wanted:
        runpy.run_module(wanted.module, run_name="__main__", alter_sys=True)
