"""Settling who answers for a territory: the decision, the claims it ends or overrules, and the claim it makes."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from plait.engine.accountability import Span
from plait.engine.accountability_sheets import CLAIMS, SETTLEMENTS
from plait.engine.settling import Effect, effect_of
from plait.store.accountability import AnswerLine, list_claims, list_settlements
from plait.store.models import AccountabilityClaim, Employment, Settlement, Submission
from plait.store.writing import Act, Row, Writing, read_rows_by, writing


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whom an employee number means in a trust, as recorded, and the first day without them where that is known."""

    employment_id: int
    person_id: int
    number: str
    name: str
    leaves: date | None


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision: on whom a territory is settled, from which day on, decided when and by what."""

    territory_id: int
    bearer: Bearer
    starts: date
    decided_on: date
    decision: str


def find_bearer(trust_id: int, number: str) -> Bearer | None:
    """Whoever bears an employee number in a trust; None where nobody does."""
    rows = Employment.objects.filter(trust_id=trust_id, employee_number__iexact=number)
    found = rows.values_list("id", "person_id", "employee_number", "person__name", "ends").first()
    return Bearer(*found) if found else None


def counted(claims: Sequence[AnswerLine]) -> tuple[AnswerLine, ...]:
    """The claims that no settlement overruled."""
    return tuple(one for one in claims if one.overruled_on is None)


def effect_on(claims: Sequence[AnswerLine], bearer: Bearer, starts: date) -> Effect:
    """What settling on somebody does to the claims of one territory, all of which count."""
    spans = [Span(str(one.person_id), one.starts, one.ends) for one in claims]
    return effect_of(spans, str(bearer.person_id), starts, leaves=bearer.leaves)


def settle(act: Act, ruling: Ruling, *, submission: uuid.UUID) -> int:
    """Record a settlement with all it does to claims, in one transaction, and give its id.

    The same submission sent again leads to the same settlement. StaleRecord when a claim changed meanwhile;
    IntegrityError when another settlement of the territory stands on one of its days.
    """
    with transaction.atomic():
        taken, _ = Submission.objects.get_or_create(
            trust_id=act.trust_id, user_id=act.user_id, key=submission, defaults={"at": act.at}
        )
        if taken.record_id and Settlement.objects.filter(id=taken.record_id).exists():  # else it is undone
            return taken.record_id
        claims = counted(list_claims(act.trust_id, ruling.territory_id))
        effect = effect_on(claims, ruling.bearer, ruling.starts)
        with writing(act) as pen:
            [made] = pen.add(Settlement, [_settlement(ruling)])
            _change_claims(pen, ruling, effect, claims)
            pen.touch(SETTLEMENTS.name, CLAIMS.name)
        taken.record_id = made
        taken.save(update_fields=["record_id"])
        return made


def find_standing(trust_id: int, ruling: Ruling) -> AnswerLine | None:
    """The settlement that stands against a ruling, having days in common with it; None where there is none.

    Asked after the database refused the ruling, it finds what somebody else settled at the same moment.
    """
    settled = list_settlements(trust_id, ruling.territory_id)
    leaves = ruling.bearer.leaves
    days = (one for one in settled if one.ends is None or one.ends > ruling.starts)
    return next((one for one in days if leaves is None or one.starts < leaves), None)


def _settlement(ruling: Ruling) -> Row:
    return {**_of(ruling), "starts": ruling.starts, "decided_on": ruling.decided_on, "decision": ruling.decision}


def _of(ruling: Ruling) -> Row:
    return {"territory_id": ruling.territory_id, "employment_id": ruling.bearer.employment_id}


def _change_claims(pen: Writing, ruling: Ruling, effect: Effect, claims: Sequence[AnswerLine]) -> None:
    for places, new, action in (
        (effect.ended, {"ends": effect.starts}, "ended"),
        (effect.overruled, {"overruled_on": ruling.decided_on}, "changed"),
    ):
        stays = [claims[place].stay for place in places]
        rows = read_rows_by(AccountabilityClaim, trust_id=pen.act.trust_id, id__in=stays)
        pen.change(AccountabilityClaim, [(row, new) for row in rows], action)
    added = [
        {**_of(ruling), "document": ruling.decision, "starts": one.starts, "ends": one.ends} for one in effect.added
    ]
    pen.add(AccountabilityClaim, added)
