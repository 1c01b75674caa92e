"""What reading a request costs, in milliseconds of processor time.

    python -m bench.reading [--rounds 20]

Prints the median and the slowest of the requests that the tests read, and the best time for texts of the greatest
length that is accepted: prose, and texts that hold as much of one thing as possible.
"""

import argparse
import statistics
import time
from pathlib import Path

from spine.domain.limits import MAX_TEXT_LENGTH
from spine.domain.reading.requests import read

REQUESTS = Path(__file__).parents[1] / "tests/domain/reading/times.txt"
PROSE = (
    "Reunião amanhã com a equipe para discutir o orçamento de 2027 e a fase 5 do projeto, das 14h às 15h30, na sala "
    "17; depois falamos do contrato e de quem acompanha a obra. "
)
LONG = {
    "prose": PROSE,
    "clock times": "das 14h30min às 16h ",
    "lengths": "uma hora e ",
    "numbers": "7 ",
    "names": "com a ",
    "lists of names": "com a Ana e o ",
    "one-to-ones": "1:1 com ",
    "cues": "to ",
    "numbers in words": "vinte e ",
    "fractions": "½",
    "kinds of meetings": "meeting of the ",
    "Chinese": "本田 ",
}


def milliseconds(text: str) -> float:
    """The processor time of one reading."""
    started = time.process_time()
    read(text)
    return (time.process_time() - started) * 1_000


def main() -> None:
    """Read everything in turn, round by round."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    requests = [line.partition(" | ")[0] for line in REQUESTS.read_text(encoding="utf-8").splitlines()[1:]]
    read(PROSE)
    costs = [milliseconds(text) for _ in range(rounds) for text in requests]
    print(f"{len(requests)} requests: median {statistics.median(costs):.2f} ms, slowest {max(costs):.2f} ms")
    for name, unit in LONG.items():
        text = (unit * MAX_TEXT_LENGTH)[:MAX_TEXT_LENGTH]
        print(f"{MAX_TEXT_LENGTH} characters of {name}: {min(milliseconds(text) for _ in range(rounds)):.2f} ms")


if __name__ == "__main__":
    main()
