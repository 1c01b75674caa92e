"""An instance of the app with a clock that tests move, and the events of its sweeps."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from spine import config
from spine.domain import times
from spine.domain.snapshots import Snapshot
from spine.domain.workstreams import Workstream
from spine.store.protocol import PageRequest, Store
from spine.usecases import sweep
from spine.usecases.service import Service
from tests.store.builders import create, organisation, workstream

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
ORGS = ("alfa", "beta", "gama")


@dataclass
class Instance:
    """One instance of the app; `second` is another one on the same store, at the same time."""

    store: Store
    settings: config.Settings = field(default_factory=lambda: config.read({}))
    now: datetime = NOW
    events: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        numbers = count()
        self.service = Service(
            self.store,
            self.settings,
            lambda: self.now,
            lambda: f"{id(self)}{next(numbers)}",
            track_event=self.track_event,
        )

    def track_event(self, name: str, fields: Mapping[str, object]) -> None:
        self.events.append((name, dict(fields)))

    def second(self) -> "Instance":
        return Instance(self.store, self.settings, self.now)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.advance(seconds=seconds)

    def advance(self, **time: float) -> None:
        self.now += timedelta(**time)

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

    def snapshots(self, org_id: str) -> list[Snapshot]:
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
    return replace(instance, settings=config.read({"SWEEP_RU_PER_SECOND": str(units)}))
