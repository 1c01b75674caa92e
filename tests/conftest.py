"""What holds for every test."""

import signal


def pytest_configure() -> None:
    """Let children be interrupted, also where the tests run in the background of a shell that ignores Ctrl-C."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
