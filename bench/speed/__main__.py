"""How long does each endpoint take, and does it grow? Over HTTP, on SQLite.

    python -m bench.speed [--checkout DIR …] [--sizes 1000,100000] [--rounds 40] [--keep DIR] [--others N] [--processor]

Each checkout (this one, and further ones to compare it with) is served by its own devhost on one file for each number
of facts. Then all are asked in turn, round by round, so that a slow moment of the machine strikes all alike. Printed
are, for each endpoint, the median and the 95th percentile as multiples of the median of `GET /health` of the same
server in the same run. Then follow the facts a second that were stored over HTTP in calls of 500, the requests a second
of one connection and of four, the slowest writes beside reads, the memory after all that, and the time of an import.

With --processor the processor time of the server counts instead of the time that passes: a busy machine interrupts long
requests more often than short ones. With --keep the filled files stay in a folder and are used again; then the rates of
storing are not printed.
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
from bench.speed.load import measure as measure_load
from bench.speed.serving import Server, served
from bench.speed.startup import import_ratio

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
    parser.add_argument("--others", type=int, default=0, help="other organisations in the same file, with a fact each")
    parser.add_argument("--processor", action="store_true", help="count the server's processor time")
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
                    fillings[column] = fill(servers[column], Dataset(), size, options.others)
        taken = measure(servers, options.rounds, options.processor)
        print_table(taken)
        print_rest(servers, fillings)
        ratios = {checkout.resolve().name: import_ratio(checkout.resolve()) for checkout in options.checkout}
        print("| import, × azure.functions |", *(f"{ratios[name]:.1f} |" for name, _ in servers))


def measure(servers: dict[Column, Server], rounds: int, processor: bool) -> dict[Column, Taken]:
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
                timed_by = server.processor_milliseconds if processor else server.milliseconds
                milliseconds = timed_by(one.method, one.path, one.body)
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
    loads = [measure_load(server) for server in servers.values()]
    rows = {
        "requests a second, one connection": [f"{load.of_one:.0f}" for load in loads],
        "requests a second, four connections": [f"{load.of_four:.0f}" for load in loads],
        "99th percentile of a write beside reads, ms": [f"{load.slowest_writes:.0f}" for load in loads],
        "memory after that, MB": [f"{load.megabytes:.0f}" for load in loads],
    }
    for name, cells in rows.items():
        print(f"| {name} |", *(f"{cell} |" for cell in cells))


if __name__ == "__main__":
    main()
