"""The trust as it would stand if a staged file were saved: saved, loaded, and taken back."""

from datetime import date

from django.db import transaction

from plait.engine.trust import Trust
from plait.store.imports import Saving, plan_sheets, save_plans
from plait.store.models import Import
from plait.store.names import Names
from plait.store.snapshot import load_trust
from plait.store.staging import choices_of, clashing, load_entries
from plait.store.writing import Act, writing


def load_trust_as_if(act: Act, code: str, import_id: int, *, on: date) -> Trust:
    """The trust on a day with the good rows of a staged file in it; nothing of that stays.

    Refused when the file clashes with the record.
    """
    with clashing(), transaction.atomic():
        kept = Import.objects.get(trust_id=act.trust_id, id=import_id)
        names = Names(act.trust_id)
        plans = plan_sheets(act.trust_id, load_entries(kept), choices_of(kept), names)
        with writing(act) as pen:
            save_plans(pen, plans, Saving(choices_of(kept), names))
        trust = load_trust(code, on=on)
        transaction.set_rollback(True)
    return trust
