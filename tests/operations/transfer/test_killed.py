"""A round trip in processes of its own, each killed several times at random moments, gives the same bytes."""

import signal
import subprocess
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from spine.operations.transfer.export import export
from spine.store.sqlite.store import SqliteStore
from tests.double.fixtures import Container
from tests.operations.transfer.filling import fill, service_of
from tests.operations.transfer.mover import mover


def moved(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(mover(*arguments), capture_output=True, text=True, check=False)


def killed(chance: Random, latest: Sequence[int], *arguments: str) -> None:
    """Kill a move once at one of its first so many gates, again for each further number, then let it end."""
    for last in latest:
        died = moved(*arguments, str(chance.randint(1, last)))
        assert died.returncode == -signal.SIGKILL, died.stderr
    ended = moved(*arguments)
    assert ended.returncode == 0, ended.stderr


@pytest.mark.parametrize("seed", [20261125])
def test_a_round_trip_killed_at_ten_random_moments_gives_the_same_bytes(
    cosmos_container: Container, tmp_path: Path, seed: int
) -> None:
    chance = Random(seed)
    first, second, third = str(tmp_path / "a.sqlite3"), "|".join(cosmos_container), str(tmp_path / "b.sqlite3")
    files = [str(tmp_path / f"{n}.jsonl") for n in (1, 2, 3)]
    with closing(SqliteStore(first)) as store:
        fill(store, count=250)
        export(service_of(store), tmp_path / "wanted.jsonl")
    killed(chance, [700, 500, 200], "export", first, files[0])
    killed(chance, [40, 40, 40], "import", second, files[0])
    killed(chance, [700, 500], "export", second, files[1])
    killed(chance, [900, 300], "import", third, files[1])
    killed(chance, [], "export", third, files[2])
    wanted = (tmp_path / "wanted.jsonl").read_bytes()
    assert [Path(one).read_bytes() == wanted for one in files] == [True] * 3
    assert sorted(one.name for one in tmp_path.glob("*.jsonl*")) == ["1.jsonl", "2.jsonl", "3.jsonl", "wanted.jsonl"]
