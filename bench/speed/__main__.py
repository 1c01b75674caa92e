"""How long does each endpoint take, and does it grow? Over HTTP, on SQLite.

    python -m bench.speed [--checkout DIR …] [--sizes 1000,100000] [--rounds 40] [--keep DIR]

Each checkout (this one, and further ones to compare it with) is served by its own devhost on one file for each number
of facts. Then all are asked in turn, round by round, so that a slow moment of the machine strikes all alike. Printed
are, for each endpoint, the median and the 95th percentile as multiples of the median of `GET /health` of the same
server in the same run; last the facts a second that were stored over HTTP in calls of 500, and the memory.

With --keep the filled files stay in a folder and are used again; then the rates of storing are not printed.
"""

import argparse
import statistics
import tempfile
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path

from bench.speed.dataset import Dataset
from bench.speed.endpoints import HEALTH, new_facts, requests
from bench.speed.filling import Filling, fill, is_filled
from bench.speed.serving import Server, served

ROOT = Path(__file__).resolve().parents[2]
WARM_UP = 3
"""Rounds that are not counted: they fill caches."""

type Column = tuple[str, int]
"""A checkout's name and a number of facts."""
type Taken = dict[str, list[float]]
"""Milliseconds by name of the request."""


def main() -> None:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkout", type=Path, nargs="*", default=[ROOT], help="whose speed (this repository's)")
    parser.add_argument("--sizes", default="1000,100000", help="facts of the organisation")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--keep", type=Path, help="the folder of filled files")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    with ExitStack() as stack:
        folder = options.keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="speed-")))
        servers: dict[Column, Server] = {}
        fillings: dict[Column, Filling] = {}
        for size in sizes:
            for checkout in options.checkout:
                column = checkout.resolve().name, size
                file = folder / f"{column[0]}-{size}.sqlite3"
                servers[column] = stack.enter_context(served(checkout.resolve(), file))
                if not is_filled(servers[column]):
                    fillings[column] = fill(servers[column], Dataset(), size)
        taken = measure(servers, options.rounds)
        print_table(taken)
        print_rest(servers, fillings)


def measure(servers: dict[Column, Server], rounds: int) -> dict[Column, Taken]:
    """Milliseconds of each request of each server, all asked in turn."""
    data = Dataset()
    timed, storing = requests(data), new_facts(data)
    taken: dict[Column, Taken] = {column: defaultdict(list) for column in servers}
    for server in servers.values():
        server.connection = server.connect()  # the server closes one that rests while another is filled
    for number in range(-WARM_UP, rounds):
        due = [one for one in timed if number % one.every == 0]
        for one in (*(step for request in due for step in (HEALTH, request)), next(storing)):
            for column, server in servers.items():
                milliseconds = server.milliseconds(one.method, one.path, one.body)
                if number >= 0:
                    taken[column][one.name].append(milliseconds)
    return taken


def print_table(taken: dict[Column, Taken]) -> None:
    """The medians, and the 95th percentiles in brackets, as multiples of the median of `/health`."""
    print("| median (95th percentile), × GET /health |", *(f"{name}, {size:,} facts |" for name, size in taken))
    print("| --- |", *("---: |" for _ in taken))
    health = {column: statistics.median(times[HEALTH.name]) for column, times in taken.items()}
    print("| GET /health, in ms |", *(f"{health[column]:.2f} |" for column in taken))
    for name in next(iter(taken.values())):
        if name != HEALTH.name:
            cells = (_cell(times[name], health[column]) for column, times in taken.items())
            print(f"| {name} |", *(f"{cell} |" for cell in cells))


def _cell(milliseconds: list[float], health: float) -> str:
    high = statistics.quantiles(milliseconds, n=20)[-1] if len(milliseconds) > 1 else milliseconds[0]
    return f"{statistics.median(milliseconds) / health:.1f} ({high / health:.1f})"


def print_rest(servers: dict[Column, Server], fillings: dict[Column, Filling]) -> None:
    """What is no multiple of `/health`."""
    if fillings:
        rates = [fillings.get(column) for column in servers]
        print("| facts stored a second, at first |", *(f"{rate.at_first:,.0f} |" if rate else "|" for rate in rates))
        print("| facts stored a second, at last |", *(f"{rate.at_last:,.0f} |" if rate else "|" for rate in rates))
    print("| memory, MB |", *(f"{server.megabytes():.0f} |" for server in servers.values()))


if __name__ == "__main__":
    main()
