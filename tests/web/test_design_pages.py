"""Design decisions and blockers by page: who took part, what is missing, what executives have yet to remove."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from plait.store.models import Blocker, DesignDecision, DesignVoice, Employment, Service, Team
from tests.registers import Site, form_of, read, read_rows

pytestmark = pytest.mark.django_db
HOME = "/t/PLA/design/"
BLOCKERS = "/t/PLA/blockers/"
TODAY = timezone.localdate


def _decision(site: Site, name: str, *numbers: str, days: int = 10, with_users: bool = False) -> DesignDecision:
    """A decision of the single point of access in which these people took part; all of them wrote it."""
    site.see()
    Service.objects.update(phase="live")
    made = DesignDecision.objects.create(
        trust=site.trust, name=name, service=Service.objects.get(), team=Team.objects.get(name="Access team"),
        decided_on=TODAY() - timedelta(days=days), with_users=with_users,
    )  # fmt: skip
    for number in numbers:
        who = Employment.objects.get(employee_number=number)
        DesignVoice.objects.create(trust=site.trust, decision=made, employment=who, wrote=True)
    return made


def test_the_last_decisions_of_a_service_tell_who_was_missing(site: Site) -> None:
    _decision(site, "Ring back", "1001", "1002", "1003", days=30)
    _decision(site, "Text first", "1001", "1003", days=10, with_users=True)
    page = read(site.browser("BM"), HOME)
    assert "0 of 1 live service took their last decisions with all three." in page
    assert "Of 2 decisions, 2 were written with clinicians, operations or users, and 1 with users." in page
    assert "Nobody clinical" in page
    assert page.index("Nobody clinical") < page.index("All three</a>"), "the latest stands first"
    assert "Record a design decision" not in page


def test_decisions_all_three_took_are_told_so(site: Site) -> None:
    made = _decision(site, "Ring back", "1001", "1002", "1003")
    browser = site.browser("PMO")
    assert "1 of 1 live service took their last decisions with all three." in read(browser, HOME)
    page = read(browser, f"{HOME}{made.pk}/")
    assert "All three viewpoints took part." in page
    assert "Cy Otieno" in page


def test_who_reads_no_names_reads_the_viewpoints(site: Site) -> None:
    made = _decision(site, "Ring back", "1001", "1002")
    page = read(site.browser("RO"), f"{HOME}{made.pk}/")
    assert "Nobody operational took part." in page
    assert "Cy Otieno" not in page
    assert "Digital and clinical" in page


def test_the_decisions_are_searched_filtered_and_downloaded(site: Site) -> None:
    _decision(site, "Ring back", "1001", "1002", "1003", days=30)
    _decision(site, "Text first", "1001", with_users=True)
    browser = site.browser("CL")

    def found(query: str) -> list[str]:
        return [row["Decision"] for row in read_rows(browser, f"{HOME}?format=csv&{query}")]

    assert found("") == ["Text first", "Ring back"]
    assert found("sort=name") == ["Ring back", "Text first"]
    assert found("whole=yes") == found("users=no") == found("q=ring") == ["Ring back"]
    assert found("whole=no") == ["Text first"]


def test_a_team_records_its_decision_and_who_took_part(site: Site) -> None:
    lead = site.browser("TL", "1001")
    form = form_of(lead, f"{HOME}add/")
    assert form["team"] == "Access team"
    sent = {**form, "name": "Ring back", "service": "Single point of access", "with_users": "Yes"}
    page = lead.post(f"{HOME}add/", sent, follow=True).content.decode()
    assert "The decision is recorded. Say who took part." in page
    site.see()
    made = DesignDecision.objects.get()
    here = f"{HOME}{made.pk}/"
    form = form_of(lead, f"{here}voices/add/")
    lead.post(f"{here}voices/add/", {**form, "employee_number": "1002", "wrote": "Yes"})
    page = read(lead, here)
    assert "Nobody digital or operational took part." in page
    assert "Clinical and users" in page
    voice = site.id_of(DesignVoice)
    form = form_of(lead, f"{HOME}voices/{voice}/edit/")
    lead.post(f"{HOME}voices/{voice}/edit/", {**form, "viewpoint": "Operational"})
    assert "Nobody digital or clinical took part." in read(lead, here)
    form = form_of(lead, f"{here}edit/")
    lead.post(f"{here}edit/", {**form, "reason": "Too many wait"})
    assert "Too many wait" in read(lead, here)


def test_of_another_team_nothing_is_recorded(site: Site) -> None:
    made = _decision(site, "Ring back", "1001")
    stranger = site.browser("ME", "1004")
    for where in ("edit/", "voices/add/"):
        assert stranger.get(f"{HOME}{made.pk}/{where}").status_code == 403
    voice = site.id_of(DesignVoice)
    assert stranger.get(f"{HOME}voices/{voice}/edit/").status_code == 403
    form = form_of(stranger, f"{HOME}add/")
    sent = {**form, "name": "Text first", "service": "Single point of access"}
    answer = stranger.post(f"{HOME}add/", sent)
    assert "Your role records this of your own teams only." in answer.content.decode()
    assert site.browser("BM").get(f"{HOME}add/").status_code == 403


def test_a_decision_without_a_team_is_of_those_who_work_on_its_service(site: Site) -> None:
    made = _decision(site, "Ring back", "1001")
    site.see()
    DesignDecision.objects.update(team=None)
    assert site.browser("TL", "1001").get(f"{HOME}{made.pk}/edit/").status_code == 200
    assert "None named" in read(site.browser("PMO"), f"{HOME}{made.pk}/")


def test_without_a_decision_nobody_can_tell(site: Site) -> None:
    office = site.browser("PMO")
    page = read(office, HOME)
    assert "We cannot tell. No decision of a live service is recorded." in page
    for missing in (f"{HOME}9/", f"{HOME}voices/9/edit/", f"{BLOCKERS}9/"):
        assert office.get(missing).status_code == 404
    assert "We cannot tell. No blocker is recorded." in read(office, BLOCKERS)


def _blocker(site: Site, name: str, days: int, *, removed: date | None = None) -> Blocker:
    site.see()
    return Blocker.objects.create(
        trust=site.trust, team=Team.objects.get(name="Access team"), name=name,
        raised_on=TODAY() - timedelta(days=days), whose="Finance director", removed_on=removed,
    )  # fmt: skip


def test_blockers_stand_by_age_and_those_removed_tell_how_long_they_took(site: Site) -> None:
    _blocker(site, "No line", 40)
    _blocker(site, "No room", 90)
    _blocker(site, "No phones", 60, removed=TODAY() - timedelta(days=50))
    browser = site.browser("BM")
    page = read(browser, BLOCKERS)
    assert "2 blockers stand, the oldest for 90 days: No room." in page
    assert "1 was removed; the middle one took 10 days." in page
    rows = read_rows(browser, f"{BLOCKERS}?format=csv")
    assert [(row["Blocker"], row["Days"]) for row in rows] == [
        ("No room", "90"),
        ("No line", "40"),
        ("No phones", "10"),
    ]
    assert [row["Blocker"] for row in read_rows(browser, f"{BLOCKERS}?format=csv&state=removed")] == ["No phones"]


def test_a_team_raises_a_blocker_and_an_executive_removes_it(site: Site) -> None:
    lead, executive = site.browser("TL", "1001"), site.browser("EX")
    form = form_of(lead, f"{BLOCKERS}add/")
    assert set(form) == {"team", "name", "raised_on", "whose", "submission"}
    lead.post(f"{BLOCKERS}add/", {**form, "name": "No line", "whose": "Finance director"})
    site.see()
    here = f"{BLOCKERS}{Blocker.objects.get().pk}/"
    assert lead.get(f"{here}remove/").status_code == 403
    assert executive.get(f"{here}edit/").status_code == 403
    assert "It has stood for 0 days." in read(executive, here)
    form = form_of(executive, f"{here}remove/")
    assert set(form) == {"removed_on", "removed_by", "how", "stamp"}
    executive.post(f"{here}remove/", {**form, "removed_by": "Finance director", "how": "A second line"})
    assert "Nothing that teams have raised stands in their way." in read(executive, BLOCKERS)
    page = read(lead, here)
    assert "Removed by the finance director on" in page
    assert "A second line" in page
    form = form_of(lead, f"{here}edit/")
    lead.post(f"{here}edit/", {**form, "name": "No second line"})
    assert "No second line" in read(lead, here)


def test_a_blocker_of_another_team_is_changed_by_nobody_outside(site: Site) -> None:
    made = _blocker(site, "No line", 3)
    assert site.browser("ME", "1004").get(f"{BLOCKERS}{made.pk}/edit/").status_code == 403
