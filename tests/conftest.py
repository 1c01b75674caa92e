"""What holds for every test."""

import gc
import signal

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("spine", max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A machine may be slow, or busy with something else: no example is wrong because it took long."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the double of Cosmos DB lag, kill calls everywhere, and miss no browser: see docs/architecture.md#tests."""
    parser.addoption("--every-kill", action="store_true", help="kill each write at each of its statements and requests")
    parser.addoption(
        "--require-browser", action="store_true", help="fail where there is no Chromium, instead of skipping"
    )
    parser.addoption(
        "--replica-lag", type=float, default=0, metavar="SECONDS", help="how far the double's replica is behind writes"
    )


def pytest_configure() -> None:
    """Let children be interrupted, also where the tests run in the background of a shell that ignores Ctrl-C."""
    settings.load_profile("spine")
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over what lives to the end: all modules, and ten thousand tests."""
    gc.collect()
    gc.freeze()
