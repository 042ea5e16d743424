"""What was found out about a file while it was staged, kept so that no page reads the file or the whole record."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from plait.engine.frameworks.cleaning import Cleaned, Example
from plait.store.findings import load_revision
from plait.store.models import Import

MOST_EXAMPLES = 3
"""Places kept of each kind of cleaning; the rest are counted."""


@dataclass(frozen=True, slots=True)
class CleanedKind:
    """One kind of cleaning of a published framework: how often it was done, and where first."""

    what: str
    count: int
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class VerdictMove:
    """A question that would be answered otherwise: the verdict now, the one then, and what would be found."""

    question: str
    was: str
    becomes: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Trial:
    """The verdicts that saving a file would change, worked out at a moment; `failure` says why they could not be."""

    moves: tuple[VerdictMove, ...]
    at: datetime
    revision: int
    failure: str = ""
    changes_since: int = 0


@dataclass(frozen=True, slots=True)
class Notes:
    """What is known of a staged file beside its rows; no trial where none is done yet."""

    has_report: bool
    cleaned: tuple[CleanedKind, ...]
    trial: Trial | None


def note_reading(trust_id: int, import_id: int, *, has_report: bool, cleaned: Sequence[Cleaned]) -> None:
    """Keep what reading a file showed; what was tried of it before is void."""
    kinds = [_plain_kind(one) for one in cleaned]
    Import.objects.filter(trust_id=trust_id, id=import_id).update(has_report=has_report, cleaned=kinds, tried=None)


def note_trial(trust_id: int, import_id: int, trial: Trial) -> None:
    """Keep which verdicts saving a file would change."""
    plain = {
        "moves": [asdict(move) for move in trial.moves],
        "at": trial.at.isoformat(),
        "revision": trial.revision,
        "failure": trial.failure,
    }
    Import.objects.filter(trust_id=trust_id, id=import_id).update(tried=plain)


def load_notes(trust_id: int, import_id: int) -> Notes:
    """What is known of a file; a trial with the changes of the record since."""
    found = Import.objects.filter(trust_id=trust_id).values_list("has_report", "cleaned", "tried")
    has_report, cleaned, tried = found.get(id=import_id)
    kinds = tuple(
        CleanedKind(one["what"], one["count"], tuple(Example(**example) for example in one["examples"]))
        for one in cleaned
    )
    return Notes(has_report, kinds, _trial(tried, load_revision(trust_id)) if tried else None)


def _plain_kind(cleaned: Cleaned) -> dict[str, Any]:
    examples = [asdict(example) for example in cleaned.examples[:MOST_EXAMPLES]]
    return {"what": cleaned.kind.value, "count": cleaned.count, "examples": examples}


def _trial(plain: dict[str, Any], revision: int) -> Trial:
    return Trial(
        tuple(VerdictMove(**move) for move in plain["moves"]),
        datetime.fromisoformat(plain["at"]),
        plain["revision"],
        plain["failure"],
        changes_since=revision - plain["revision"],
    )
