"""What communities and enabling teams give part-time: said by who leads them, read by all, counted in a plan."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from plait.engine.assembly.asks import Policy, Window, first_window
from plait.engine.assembly.planning import plan_teams
from plait.files.plans import plain_plan
from plait.jobs.acting import act_of, acting
from plait.jobs.assembly import _accept
from plait.store.assembly import Wish, add_run, begin_acceptance, keep_plan, load_run
from plait.store.models import Community, Competency, Employment, Offer, Service, Team
from plait.store.snapshot import load_trust
from tests.registers import Site, form_of, read

OFFERS = """
Community|Enabling team|Competency     |Level       |WTE|Service
Circle   |             |Hazard review  |Practitioner|0.3|
         |Access team  |User research  |Working     |0.2|Quiet
"""
NEEDS = """
Service   |Competency     |Level       |People|WTE|Priority
Flow board|User research  |Practitioner|1     |   |Must
Flow board|Bed flow       |Working     |1     |   |Must
Flow board|Prescribing    |Working     |1     |   |Must
Flow board|Hazard review  |Practitioner|      |0.1|Must
Quiet     |Hazard review  |Expert      |      |0.2|Could
"""
SKILLS = """
Employee number|Competency   |Level       |Since
1001           |User research|Practitioner|01/05/2025
1002           |Prescribing  |Working     |01/05/2025
1003           |Bed flow     |Working     |01/05/2025
"""
FRAMEWORK = (
    "Competency|Family|Viewpoint\nBed flow|Flow|Operational\nPrescribing|Care|Clinical\nHazard review|Safety|Clinical"
)
LEFT = "0.3 WTE is free today"
pytestmark = pytest.mark.django_db


@pytest.fixture
def helped(site: Site) -> Site:
    """The small trust with a community that Cy (1002) leads and that offers hazard review, which a service needs."""
    site.bring(competencies=FRAMEWORK, services="Service|Phase\nFlow board|Alpha\nQuiet|Alpha")
    site.bring(needs=NEEDS, communities="Community|Family|Lead\nCircle|Safety|1002")
    site.bring(competencies_held=SKILLS, offers=OFFERS)
    return site


def lead(site: Site) -> Client:
    """Cy, who leads the community."""
    site.see()
    cy = Employment.objects.get(employee_number="1002")
    return site.signed_in_as(site.user_with_role("CH", site.trust, employment=cy))


def pages(site: Site) -> dict[str, str]:
    return {
        "community": f"/t/PLA/communities/{site.id_of(Community)}/",
        "team": f"/t/PLA/teams/{site.id_of(Team, name='Access team')}/",
        "competency": f"/t/PLA/competencies/{site.id_of(Competency, name='Hazard review')}/",
        "service": f"/t/PLA/services/{site.id_of(Service, name='Quiet')}/",
    }


def test_everybody_reads_who_gives_what_part_time(helped: Site) -> None:
    browser, page = helped.browser("BM"), pages(helped)
    community = read(browser, page["community"])
    assert LEFT in community
    assert "Add a part-time offer" not in community
    assert "Change Hazard review" not in community
    assert "What it gives other teams part-time" in read(browser, page["team"])
    assert "Access team</a>" in read(browser, page["service"])
    competency = read(browser, page["competency"])
    assert "Circle</a>" in competency
    row = competency[competency.index("Who gives it part-time") :]
    row = row[: row.index("The next four quarters")]
    assert "Flow board" in row
    assert "Quiet" not in row  # it needs an expert


def test_whoever_leads_a_community_says_what_it_gives_and_to_whom(helped: Site) -> None:
    browser, page = lead(helped), pages(helped)
    form = f"/t/PLA/offers/community/{helped.id_of(Community)}/add/"
    assert form in read(browser, page["community"])
    typed = form_of(browser, form) | {"competency": "Hazard review", "level": "Practitioner", "wte": "0.4"}
    done = browser.post(form, typed | {"service": "Flow board"}, follow=True).content.decode()
    assert "The offer is saved." in done
    assert "0.1 WTE more is promised than offered" in " ".join(done.split())
    change = f"/t/PLA/offers/{helped.id_of(Offer, service__name='Flow board')}/edit/"
    assert "Change Hazard review to Flow board, offered by Circle" in read(browser, change)
    assert browser.post(change, form_of(browser, change) | {"wte": "0.2"}).status_code == 302
    assert "0.1 WTE is free today" in read(browser, page["community"])
    afresh = {"submission": form_of(browser, form)["submission"], "service": "Flow board"}
    again = browser.post(form, typed | afresh)
    assert again.status_code == 422


def test_a_team_says_what_it_gives_other_teams(helped: Site) -> None:
    browser, team = helped.browser("PMO"), helped.id_of(Team, name="Access team")
    form = f"/t/PLA/offers/team/{team}/add/"
    typed = form_of(browser, form) | {"competency": "Bed flow", "level": "Expert", "wte": "0.2"}
    assert browser.post(form, typed).headers["Location"] == f"/t/PLA/teams/{team}/"
    assert "0.2 WTE is free today" in read(browser, f"/t/PLA/teams/{team}/")
    change = f"/t/PLA/offers/{helped.id_of(Offer, service__name='Quiet')}/edit/"
    assert "Change User research to Quiet, offered by Access team" in read(browser, change)


@pytest.mark.parametrize("role", ["BM", "CDIO", "FIN", "CH", "ME"])
def test_others_do_not_say_what_a_community_gives(helped: Site, role: str) -> None:
    browser = helped.browser(role)
    offer = helped.id_of(Offer, community__isnull=False)
    for path in (f"community/{helped.id_of(Community)}/add/", f"{offer}/edit/"):
        assert browser.get(f"/t/PLA/offers/{path}").status_code == 403
        assert browser.post(f"/t/PLA/offers/{path}").status_code == 403


@pytest.mark.parametrize("path", ["community/99999/add/", "team/99999/add/", "99999/edit/"])
def test_what_is_not_there_is_not_found(helped: Site, path: str) -> None:
    assert helped.browser("PMO").get(f"/t/PLA/offers/{path}").status_code == 404


@pytest.fixture
def planned(helped: Site) -> int:
    """A run whose plan has a need served by the community, as a worker leaves it."""
    helped.see()
    window = first_window(helped.act.day)
    plan = plan_teams(load_trust("PLA", on=window.starts), ["Flow board"], window, Policy())
    run_id = add_run(helped.act, Wish(["Flow board"], window.starts, window.months))
    keep_plan(helped.trust.pk, run_id, plain_plan(plan), revision=0)
    return run_id


def test_a_plan_says_who_serves_a_need_and_an_acceptance_records_it(helped: Site, planned: int) -> None:
    browser = helped.browser("CDIO")
    page = read(browser, f"/t/PLA/assemble/{planned}/")
    assert "<li>Hazard review, practitioner: served by the community Circle, 0.1 WTE</li>" in page
    assert "a new team of 3 people" in page
    helped.see()
    begin_acceptance(helped.trust.pk, planned, ["Flow board"], on=helped.act.day)
    at = timezone.now()
    with acting(int(browser.session["_auth_user_id"]), "PLA", on=timezone.localdate(at)) as viewer:
        run = load_run(viewer.trust_id, planned)
        assert run is not None
        _accept(viewer, run, act_of(viewer, at, request="accepting"))
    helped.see()
    [taken] = Offer.objects.filter(service__name="Flow board")
    assert (taken.starts, taken.ends, f"{taken.wte:.1f}") == (run.starts, Window(run.starts, run.months).ends, "0.1")
    assert browser.post("/t/PLA/undo/accepting/").status_code == 302
    helped.see()
    assert not Offer.objects.filter(service__name="Flow board").exists()


def test_the_workbook_of_a_plan_names_who_serves_it(helped: Site, planned: int) -> None:
    data = helped.browser("CDIO").get(f"/t/PLA/assemble/{planned}/?format=xlsx").content
    rows = list(load_workbook(io.BytesIO(data))["Served part-time"].values)
    assert rows[1][:4] == ("Flow board", "Hazard review", "the community Circle", 0.1)


def test_where_nobody_joins_part_time_help_alone_is_accepted(helped: Site) -> None:
    helped.bring(teams="Team|Service|Members\nBoard team|Flow board|1001 0.2; 1002 0.2; 1003 0.2")
    helped.see()
    window = first_window(helped.act.day)
    plan = plan_teams(load_trust("PLA", on=window.starts), ["Flow board"], window, Policy())
    run_id = add_run(helped.act, Wish(["Flow board"], window.starts, window.months))
    keep_plan(helped.trust.pk, run_id, plain_plan(plan), revision=0)
    page = read(helped.browser("CDIO"), f"/t/PLA/assemble/{run_id}/")
    assert "Board team: part-time help, and nobody to join it" in page
    assert "Ask members first" not in page
