"""How many people a team may have: the trust's one setting, who chose it and why."""

from dataclasses import dataclass, replace
from datetime import datetime

from plait.engine.trust import TeamSizes
from plait.store.models import Event, Trust
from plait.store.writing import Act, StaleRecord, kind_of, read_rows_by, writing


@dataclass(frozen=True, slots=True)
class SizeSetting:
    """The setting as it stands; `by` and `at` tell of its last change, and are nothing where it never changed."""

    sizes: TeamSizes
    reason: str
    version: int
    by: str = ""
    at: datetime | None = None


def load_size_setting(trust_id: int) -> SizeSetting:
    """The setting of a trust in scope."""
    trust = Trust.objects.get(id=trust_id)
    last = Event.objects.filter(trust_id=trust_id, kind=kind_of(Trust), record_id=trust_id).order_by("-id").first()
    setting = SizeSetting(
        TeamSizes(least=trust.team_least, most=trust.team_most), trust.team_sizes_reason, trust.version
    )
    return replace(setting, by=last.actor_name, at=last.at) if last else setting


def save_size_setting(act: Act, sizes: TeamSizes, reason: str, *, version: int) -> bool:
    """Set it over the version that was seen; False when it says what stands already.

    StaleRecord when somebody else set it since.
    """
    [row] = read_rows_by(Trust, id=act.trust_id)
    if row["version"] != version:
        raise StaleRecord(kind_of(Trust), [act.trust_id])
    new = {"team_least": sizes.least, "team_most": sizes.most, "team_sizes_reason": reason}
    if all(row[column] == value for column, value in new.items()):
        return False
    with writing(act) as pen:
        pen.change(Trust, [(row, new)])
    return True
