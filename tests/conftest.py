"""What holds for every test."""

import gc
import signal
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadFileScheduling

FIRST = (
    "tests/browser/", "tests/cosmos/test_faults.py", "tests/tooling/docs/test_restore_drill.py",
    "tests/tooling/delivery/test_package.py", "tests/cosmos/test_costs.py", "tests/operations/cli/test_verify.py",
    "tests/cosmos/test_opening.py", "tests/operations/transfer/test_killed.py", "tests/store/test_random_writes.py",
)  # fmt: skip
"""What takes longest, begun first, so that no process is at it when the others have ended."""

settings.register_profile(
    "spine", max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
"""A machine may be slow, or busy with something else: no example is wrong because it took long. Each run has the same
examples, so that a change fails for what it did; `--hypothesis-profile=default` looks for others."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the double of Cosmos DB lag, kill calls everywhere, and miss no browser: see docs/architecture.md#tests."""
    parser.addoption("--every-kill", action="store_true", help="kill each write at each of its statements and requests")
    parser.addoption(
        "--require-browser", action="store_true", help="fail where there is no Chromium, instead of skipping"
    )
    parser.addoption(
        "--replica-lag", type=float, default=0, metavar="SECONDS", help="how far the double's replica is behind writes"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Let children be interrupted, also where the tests run in the background of a shell that ignores Ctrl-C."""
    if not config.getoption("--hypothesis-profile"):
        settings.load_profile("spine")
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over what lives to the end: all modules, and ten thousand tests."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes longest first."""
    items.sort(key=lambda item: next((n for n, name in enumerate(FIRST) if item.nodeid.startswith(name)), len(FIRST)))


class FilesTogether(LoadFileScheduling):
    """A file's tests run in one process, and so do all that need a browser: it starts once."""

    def _split_scope(self, nodeid: str) -> str:
        return "tests/browser/" if nodeid.startswith("tests/browser/") else super()._split_scope(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> FilesTogether:
    """How the tests are shared out among processes, in the order in which they were collected."""
    config.option.loadscopereorder = False
    return FilesTogether(config, log)
