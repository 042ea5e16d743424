"""What somebody's pay hangs on, for the sums of those who may see them."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from plait.engine.funding.on_costs import Contract
from plait.store.models import Assignment


def load_contracts(trust_id: int, numbers: Iterable[str], *, on: date) -> dict[str, Contract]:
    """Band, point and contracted time of those of the employee numbers who are employed on the day."""
    held = Assignment.objects.filter(
        Q(ends=None) | Q(ends__gt=on), trust_id=trust_id, employment__employee_number__in=set(numbers), starts__lte=on
    )
    rows = held.values_list("employment__employee_number", "band", "point", "wte")
    return {number: Contract(band, point, wte) for number, band, point, wte in rows}
