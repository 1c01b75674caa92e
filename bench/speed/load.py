"""Several connections at once: how many requests a second, and how long the slowest of a mixed load take."""

import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import batched, islice

from bench.speed.dataset import Dataset
from bench.speed.endpoints import Timed, new_facts, requests
from bench.speed.serving import Server

CONNECTIONS = 4
ROUNDS = 10
"""How often each connection sends each request."""


@dataclass(frozen=True)
class Throughput:
    """Requests a second of one connection and of four; milliseconds of a write and of `/health` under a mixed load."""

    of_one: float
    of_four: float
    slowest_writes: float
    """The 99th percentile of storing one fact while three other connections read."""
    megabytes: float
    """Of the server, after all of it."""


def measure(server: Server) -> Throughput:
    """Plans, searches and lists by one connection and by four; then the same with writes."""
    data = Dataset()
    reads = [one for one in requests(data) if one.every == 1]
    of_one = _rate(server, reads, connections=1)
    of_four = _rate(server, reads, connections=CONNECTIONS)
    writes = list(islice(new_facts(data), ROUNDS * len(reads)))
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        reading = [pool.submit(_send, server, reads * ROUNDS) for _ in range(CONNECTIONS - 1)]
        taken = pool.submit(_send, server, writes).result()
        for one in reading:
            one.result()
    return Throughput(of_one, of_four, statistics.quantiles(taken, n=100)[-1], server.megabytes())


def _rate(server: Server, reads: list[Timed], connections: int) -> float:
    """Requests a second."""
    sent = reads * ROUNDS
    shares = list(batched(sent, -(-len(sent) // connections), strict=False))
    start = time.perf_counter()
    with ThreadPoolExecutor(connections) as pool:
        list(pool.map(lambda share: _send(server, list(share)), shares))
    return len(sent) / (time.perf_counter() - start)


def _send(server: Server, sent: list[Timed]) -> list[float]:
    """The milliseconds of some requests on a connection of their own."""
    connection, taken = server.connect(), []
    for one in sent:
        start = time.perf_counter()
        server.ask(one.method, one.path, one.body, connection)
        taken.append((time.perf_counter() - start) * 1_000)
    connection.close()
    return taken
