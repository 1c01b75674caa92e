"""An instance of the app with a clock that tests move, and the events of its sweeps."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from spine import config
from spine.domain import times
from spine.domain.snapshots import Snapshot
from spine.domain.workstreams import Workstream
from spine.store.protocol import PageRequest
from spine.usecases import sweep
from tests.clock import Clock
from tests.store.builders import create, organisation, workstream
from tests.usecases.app import App

ORGS = ("alfa", "beta", "gama")


@dataclass
class Instance(App):
    """One instance of the app that sweeps; `second` is another one on the same store, at the same time."""

    slept: list[float] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        return self.clock.now

    def second(self) -> "Instance":
        return Instance(self.store, self.settings, Clock(self.now))

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.advance(seconds=seconds)

    def advance(self, **time: float) -> None:
        self.clock.pass_by(**time)

    def ago(self, **time: float) -> str:
        return times.iso(self.now - timedelta(**time))

    def fill(self, *orgs: str, days: float = 20) -> None:
        """Organisations, each with a stale workstream and a fresh one."""
        for org_id in orgs:
            old = workstream(f"old_{org_id}", org_id, updated_at=self.ago(days=days), created_at=self.ago(days=99))
            new = workstream(f"new_{org_id}", org_id, updated_at=self.ago(days=1), created_at=self.ago(days=99))
            create(self.store, organisation(org_id), old, new)

    def tick(self) -> None:
        sweep.tick(self.service, self.sleep)

    def whole(self) -> str:
        return sweep.summary(sweep.sweep_whole(self.service, self.sleep))

    def flags(self) -> list[str]:
        """The workstreams of the events of flags, in order."""
        return [str(fields["workstream_id"]) for name, fields in self.events if name == "workstream_flagged_stale"]

    def finished(self) -> list[dict[str, Any]]:
        """The events of complete passes."""
        return [fields for name, fields in self.events if name == "stale_sweep_finished"]

    def failures(self) -> list[dict[str, Any]]:
        """The events of a database that was away."""
        return [fields for name, fields in self.events if name == "request_failed"]

    def flag_of(self, org_id: str) -> str | None:
        found = self.store.get(Workstream, org_id, f"old_{org_id}")
        assert found is not None
        return found.stale_flagged_at

    def snapshots_of(self, org_id: str) -> list[Snapshot]:
        return self.store.snapshots(org_id, PageRequest(9)).items

    def before(self, name: str, act: Callable[..., object]) -> None:
        """Let something happen before each call of the store that has this name; `act` gets what the call gets."""
        call = getattr(self.store, name)

        def wrapped(*given: Any, **named: Any) -> Any:
            act(*given)
            return call(*given, **named)

        setattr(self.store, name, wrapped)


def once(act: Callable[[], object]) -> Callable[..., None]:
    """The act, at the first call alone; calls made meanwhile do not count."""
    left = [act]

    def wrapped(*_: object) -> None:
        if left:
            left.pop()()

    return wrapped


def with_units_per_second(instance: Instance, units: int) -> Instance:
    """The instance with another rate."""
    settings = config.read({"SWEEP_RU_PER_SECOND": str(units)})
    return replace(instance, settings=settings)
