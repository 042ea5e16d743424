"""The tags of one agenda, confirmed together: all of them, or none where somebody changed an item meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass

from plait.engine.board_sheets import ITEMS
from plait.store.models import AgendaItem
from plait.store.writing import Act, read_rows_by, writing


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The tag somebody confirms of an item, and the version of the item they saw."""

    tag: str
    version: int


def load_versions(trust_id: int, meeting_id: int) -> dict[int, int]:
    """The version of each item of an agenda, by its id."""
    return dict(AgendaItem.objects.filter(trust_id=trust_id, meeting_id=meeting_id).values_list("id", "version"))


def confirm_tags(act: Act, meeting_id: int, confirmed: Mapping[int, Confirmed]) -> int:
    """Confirm the tags of items of one meeting, and say of how many; what is confirmed already counts in nothing.

    Raises StaleRecord, and saves nothing, where somebody changed one of these items since it was seen.
    """
    rows = read_rows_by(AgendaItem, trust_id=act.trust_id, meeting_id=meeting_id, id__in=list(confirmed))
    changes = [
        ({**row, "version": confirmed[row["id"]].version}, {"tag": confirmed[row["id"]].tag, "is_confirmed": True})
        for row in rows
        if not (row["is_confirmed"] and row["tag"] == confirmed[row["id"]].tag)
    ]
    if changes:
        with writing(act) as pen:
            pen.change(AgendaItem, changes)
            pen.touch(ITEMS.name)
    return len(changes)
