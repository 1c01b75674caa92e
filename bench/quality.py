"""How good are the agendas, the search and the suggestions? Measured over HTTP on real meetings, beside the targets.

    python -m bench.quality --data DIR --evaluate PATH [--corpora ami,icsi,qmsum] [--max-cases N]

DIR holds a folder for each corpus, PATH is the evaluation script that reads them; docs/quality.md says what both are.
A local host serves the app on a free port, on a new SQLite file that goes with it. Printed are, as a Markdown table,
each figure, the best of the simple baselines, the target and whether it is met. With --max-cases the figures and most
baselines rest on that many cases only; foresight's baselines always take all. --out keeps the script's whole report.
The exit code is 1 where the host or the script fails, not where a target is missed.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

type Row = dict[str, Any]

ROOT = Path(__file__).parents[1]
SECONDS_TO_START = 30
MEASURED = "SERVER"
NO_BASELINE = "oracle"
"""The systems that choose by the answer itself."""


@dataclass(frozen=True)
class Goal:
    """One figure of the report: where it stands, and what it should be at least in each corpus.

    A corpus without a target is shown all the same. With `beats_baseline`, the best baseline is the target.
    """

    name: str
    group: str
    column: str
    targets: Mapping[str, float | None]
    system: str = MEASURED
    beats_baseline: bool = False
    groups: Mapping[str, str] = field(default_factory=dict)
    """The group of the report for a corpus, where it is another one."""


GOALS = (
    Goal("select, accuracy@1", "select", "acc@1", {"ami": 0.57, "icsi": 0.30, "qmsum": 0.50},
         groups={"qmsum": "select (gold has facts)"}),
    Goal("search, recall@20", "search", "recall@20", {"ami": 0.65, "icsi": 0.46}),
    Goal("search, MRR", "search", "mrr", {"ami": None, "icsi": None}, beats_baseline=True),
    Goal("suggest, adjusted Rand index", "suggest", "ari", {"ami": 0.49, "icsi": 0.50, "qmsum": 0.55}),
    Goal("suggest, cross-meeting lift", "suggest", "cross_meeting_lift", {"ami": None, "icsi": 1.8, "qmsum": 1.5}),
    Goal("foresight, specific recall", "foresight", "specific_recall", {"ami": 0.112, "icsi": 0.075}),
    Goal("foresight, ROUGE-1 minus most recent", "foresight", "rouge1", {"ami": -0.01, "icsi": -0.01},
         system="SERVER minus most recent"),
    Goal("bullets that are stored facts", "from_facts", "share", {"ami": 1.0, "icsi": 1.0}),
    Goal("headings in English, asked so", "language", "match", {"ami": 1.0}, system="SERVER, asked en"),
    Goal("headings in Portuguese, asked so", "language", "match", {"ami": 1.0}, system="SERVER, asked pt"),
)  # fmt: skip


@dataclass(frozen=True)
class Result:
    """One line of the table; None where there is no baseline, no target or no figure."""

    name: str
    corpus: str
    figure: float | None
    baseline: float | None
    target: float | None

    @property
    def verdict(self) -> str:
        """Whether the target is met."""
        if self.figure is None:
            return "not measured"
        if self.target is None:
            return ""
        return "met" if self.figure >= self.target else "MISSED"


def main() -> None:
    """Read the arguments, measure, print."""
    options = _options()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, host(Path(folder)) as url:
        report = evaluated(options, url, Path(folder) / "report.json")
    if options.out:
        options.out.write_text(json.dumps(report, indent=1, ensure_ascii=False), encoding="utf-8")
    print("| metric | corpus | figure | best simple baseline | target | |", "|---|---|---|---|---|---|", sep="\n")
    for result in results(report, options.corpora.split(",")):
        figures = " | ".join(map(_shown, (result.figure, result.baseline, result.target)))
        print(f"| {result.name} | {result.corpus} | {figures} | {result.verdict} |")
    errors = report["errors"]
    print(f"| errors | all | {sum(errors.values())} | – | 0 | {'MISSED' if errors else 'met'} |")
    print(f"\n{time.monotonic() - began:.0f} s", *(f"{kind}: {n}" for kind, n in errors.items()), sep="\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder with a folder for each corpus")
    parser.add_argument("--evaluate", type=Path, required=True, help="the evaluation script")
    parser.add_argument("--corpora", default="ami,icsi,qmsum")
    parser.add_argument("--max-cases", type=int, default=0, help="cases for each metric and corpus (0: all)")
    parser.add_argument("--out", type=Path, help="where to keep the evaluation script's report")
    return parser.parse_args()


@contextmanager
def host(folder: Path) -> Iterator[str]:
    """The address of a local host whose database and log lie in a folder; it stops at the end."""
    log = folder / "host.log"
    environment = os.environ | {"SPINE_STORE": "sqlite", "SPINE_DB_PATH": str(folder / "spine.sqlite3")}
    command = [sys.executable, "-m", "devhost", "--port=0", "--before=spine init", "--log=none"]
    with (
        log.open("w", encoding="utf-8") as output,
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT) as process,
    ):
        try:
            yield _address(process, log)
        finally:
            process.terminate()


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    """The address that the host prints once it serves. Exits with its log where it does not."""
    deadline = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < deadline:
        if found := re.search(r"Serving on (http://\S+)\n", log.read_text(encoding="utf-8")):
            return found[1]
        time.sleep(0.05)
    sys.exit(f"The local host does not serve:\n{log.read_text(encoding='utf-8')}")


def evaluated(options: argparse.Namespace, url: str, out: Path) -> Row:
    """The report of the evaluation script on the app at an address. Exits with its errors where it fails."""
    command = [
        sys.executable, options.evaluate, "--data", options.data, "--server", url, "--out", out,
        "--corpora", options.corpora, "--max-cases", str(options.max_cases),
    ]  # fmt: skip
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(f"The evaluation script failed:\n{done.stderr}")
    report: Row = json.loads(out.read_text(encoding="utf-8"))
    return report


def results(report: Row, corpora: list[str]) -> Iterator[Result]:
    """A line for each goal and corpus."""
    for goal in GOALS:
        for corpus, target in goal.targets.items():
            if corpus in corpora:
                yield _result(goal, corpus, target, _figures(report, goal, corpus))


def _figures(report: Row, goal: Goal, corpus: str) -> dict[str, float]:
    """The figure of each system."""
    group = goal.groups.get(corpus, goal.group)
    rows = (row for row in report["rows"] if (row["metric"], row["corpus"]) == (group, corpus))
    return {row["system"]: row[goal.column] for row in rows if row[goal.column] is not None}


def _result(goal: Goal, corpus: str, target: float | None, figures: Mapping[str, float]) -> Result:
    simple = (n for system, n in figures.items() if not system.startswith((MEASURED, NO_BASELINE)))
    baseline = max(simple, default=None) if goal.system == MEASURED else None
    return Result(goal.name, corpus, figures.get(goal.system), baseline, baseline if goal.beats_baseline else target)


def _shown(figure: float | None) -> str:
    return "–" if figure is None else f"{figure:.4f}".rstrip("0").rstrip(".")


if __name__ == "__main__":
    main()
