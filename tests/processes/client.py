"""Run by a bare interpreter: has a module run by the server, and ends as it ends.

Arguments: the server's socket, the module and its arguments.
"""

import array
import json
import os
import resource
import signal
import socket
import sys

FORWARDED = (signal.SIGINT, signal.SIGTERM)


def main(address: str, module: str, *arguments: str) -> None:
    """Hand over all that a process inherits, pass signals on, and exit with the process's exit code or signal."""
    signal.pthread_sigmask(signal.SIG_BLOCK, FORWARDED)
    request = {
        "module": module,
        "arguments": arguments,
        "environment": dict(os.environ),
        "folder": os.getcwd(),  # noqa: PTH109  # pathlib takes longer to load than all else
        "file_size": resource.getrlimit(resource.RLIMIT_FSIZE),
    }
    with socket.socket(socket.AF_UNIX) as server:
        server.connect(address)
        streams = array.array("i", [0, 1, 2])
        server.sendmsg([b"+"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, streams)])
        server.sendall(json.dumps(request).encode() + b"\n")
        answers = server.makefile("r")
        pid = int(answers.readline())
        for signum in FORWARDED:
            signal.signal(signum, lambda received, _: os.kill(pid, received))
        signal.pthread_sigmask(signal.SIG_UNBLOCK, FORWARDED)
        code = int(answers.readline())
    if code < 0:
        if -code != signal.SIGKILL:
            signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    os._exit(code)


main(*sys.argv[1:])
