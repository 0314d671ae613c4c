"""What the history of a score card says of this run: change, trend, alarms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from custdq.steps.score import DIMENSIONS, Alarm, alarms, previous, series

_MOST_RUNS = 60
_SHOWN = (*DIMENSIONS, "overall")


@dataclass(frozen=True)
class CardHistory:
    """A history and this run's place in it.

    Attributes
    ----------
    entries
        Every run's entry, by day.
    entry
        This run's.
    added
        Whether it was new: the same run written again is one entry.
    """

    entries: Sequence[Mapping[str, Any]]
    entry: Mapping[str, Any]
    added: bool

    @property
    def previous(self) -> Mapping[str, Any] | None:
        """The last earlier run, None for the first."""
        return previous(self.entries, self.entry)

    @property
    def comparable(self) -> Mapping[str, Any] | None:
        """The last earlier run under the same rules, whose scores compare; None where there is none."""
        found = series(self.entries, self.entry)
        return found[-1] if found else None

    @property
    def alarms(self) -> list[Alarm]:
        """What dropped or drifted beyond chance since the last run."""
        return alarms(self.entries, self.entry)

    @property
    def change(self) -> dict[str, float]:
        """Each score's change since the last run under the same rules (-1 to 1); empty where none compares."""
        before = {} if self.comparable is None else self.comparable["scores"]
        now = {name: pair[0] for name, pair in self.entry["scores"].items()}
        pairs = {name: (before.get(name, (None,))[0], score) for name, score in now.items()}
        return {name: new - old for name, (old, new) in pairs.items() if old is not None and new is not None}

    def to_dict(self) -> dict[str, Any]:
        """Return the history as a score card holds it: previous day, change, alarms, and the trend of dimensions."""
        before = self.previous
        return {
            "runs": len(self.entries),
            "previous": None if before is None else {"as_of": before["as_of"], "rules": before["rules"]},
            "change": self.change,
            "alarms": [alarm._asdict() for alarm in self.alarms],
            "trend": [_point(entry) for entry in self._until_now()[-_MOST_RUNS:]],
        }

    def _until_now(self) -> list[Mapping[str, Any]]:
        earlier = [
            each
            for each in self.entries
            if each["id"] != self.entry["id"] and str(each["as_of"]) <= str(self.entry["as_of"])
        ]
        return [*earlier, self.entry]


def _point(entry: Mapping[str, Any]) -> dict[str, Any]:
    scores = {name: entry["scores"].get(name, (None,))[0] for name in _SHOWN}
    return {"as_of": entry["as_of"], "rows": entry["rows"], "rules": entry["rules"], **scores}
