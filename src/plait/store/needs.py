"""The needs of one service as a start for those of another."""

from django.db.models import Count

from plait.store.editing import NoSuchRecord
from plait.store.models import Need, Service
from plait.store.staging import Refused
from plait.store.writing import Act, writing


def list_services_with_needs(trust_id: int, *, besides: int) -> tuple[tuple[int, str, int], ...]:
    """Every other service that has needs, or had some: its id, name and how many."""
    found = Service.objects.filter(trust_id=trust_id).exclude(id=besides).annotate(needs=Count("need"))
    rows = found.filter(needs__gt=0).values_list("id", "name", "needs")
    return tuple(sorted(rows, key=lambda row: (row[1].casefold(), row[1])))


def copy_needs(act: Act, source_id: int, service_id: int) -> int:
    """Give a service every need of another one that it lacks, and say where it came from; how many they are.

    Their days move by as much as the service begins later, or earlier. NoSuchRecord where the trust has no such
    services, Refused where nothing is lacking.
    """
    services = {one.pk: one for one in Service.objects.filter(trust_id=act.trust_id, id__in=[source_id, service_id])}
    if len(services) < 2:
        raise NoSuchRecord(f"services {source_id} and {service_id}")
    later = services[service_id].starts - services[source_id].starts
    with writing(act) as pen:
        own = Need.objects.filter(trust_id=act.trust_id, service_id=service_id).values("competency_id")
        needs = Need.objects.filter(trust_id=act.trust_id, service_id=source_id).exclude(competency_id__in=own)
        rows = [
            {
                "service_id": service_id,
                "competency_id": one.competency_id,
                "level": one.level,
                "people": one.people,
                "wte": one.wte,
                "priority": one.priority,
                "starts": one.starts + later,
                "ends": one.ends and one.ends + later,
                "copied_from_id": source_id,
            }
            for one in needs.order_by("id")
        ]
        if not rows:
            raise Refused(f"It has every need of {services[source_id].name} already. Nothing was saved.")
        pen.add(Need, rows)
        pen.touch("needs")
    return len(rows)
