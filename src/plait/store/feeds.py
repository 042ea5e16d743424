"""How fresh a sheet is once something of it was taken back: as fresh as what is left says."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max, OuterRef, Q, Subquery
from django.utils.timezone import localtime

from plait.store.all_registers import REGISTERS
from plait.store.models import Event, FeedDate, Import
from plait.store.staging import APPROVED
from plait.store.writing import kind_of

SHEET_OF = {
    **{kind_of(register.model): register.sheet.name for register in REGISTERS},
    **dict.fromkeys(("person", "employment", "assignment"), "people"),
}
"""The sheet that states rows of each kind."""


def date_feeds(trust_id: int, sheets: Iterable[str]) -> None:
    """Date these feeds by the imports and edits that still stand; without any, a sheet counts as never sent.

    To be called inside the act of writing that takes something back, before it ends.
    """
    feeds = FeedDate.objects.filter(trust_id=trust_id, sheet__in=list(sheets)).order_by("sheet")
    for feed in feeds.select_for_update():  # whoever writes meanwhile waits, and dates the feed after this
        times = [_imported(trust_id, feed.sheet), _edited(trust_id, feed.sheet)]
        last = max((time for time in times if time), default=None)
        if last is None:
            feed.delete()
        else:
            feed.confirmed_on = localtime(last).date()
            feed.save(update_fields=["confirmed_on"])


def _imported(trust_id: int, sheet: str) -> datetime | None:
    """When a file with this sheet was last saved, of those that stand."""
    saved = Import.objects.filter(trust_id=trust_id, status=APPROVED, importedsheet__sheet=sheet)
    last: datetime | None = saved.aggregate(last=Max("approved_at"))["last"]
    return last


def _edited(trust_id: int, sheet: str) -> datetime | None:
    """When a row of this sheet was last changed by page and not taken back: the next event of it is no undo."""
    kinds = [kind for kind, named in SHEET_OF.items() if named == sheet]
    later = Event.objects.filter(
        trust_id=trust_id, kind=OuterRef("kind"), record_id=OuterRef("record_id"), id__gt=OuterRef("id")
    )
    events = Event.objects.filter(trust_id=trust_id, kind__in=kinds, imported=None)
    edits = events.exclude(action__in=("undone", "joined", "parted"))  # none of them states what a sheet states
    followed = edits.annotate(then=Subquery(later.order_by("id").values("action")[:1]))
    last: datetime | None = followed.filter(Q(then=None) | ~Q(then="undone")).aggregate(last=Max("at"))["last"]
    return last
