"""When somebody works: brought by file, changed by page, undone, and read by those who plan with people's time."""

from __future__ import annotations

import pytest

from plait.engine.permissions import Role
from plait.store.models import Assignment, Trust
from tests.conftest import InScope, UserWithRole
from tests.registers import Site, count_queries, form_of, read, read_rows
from tests.web.test_undo import undo_in

LIST = "/t/PLA/people/"
ROSTER = """
Employee number|Name     |Staff group             |Department|WTE|Shifts
1002           |Cy Otieno|Nurses & health visitors|Medicine  |0.6|nights; Days
1003           |Di Sykes |Managers                |Medicine  |1  |Nights
"""
PLANNERS = (Role.CDIO, Role.CL, Role.PMO, Role.FIN)
pytestmark = pytest.mark.django_db


@pytest.fixture
def rostered(site: Site) -> Site:
    """The small trust, of whose people two have their shifts recorded by a file true from today."""
    site.bring(people=ROSTER)
    return site


def test_shifts_are_for_those_who_plan_with_peoples_time(rostered: Site) -> None:
    for role in set(Role) - {Role.RO, Role.OPS}:
        browser, plans = rostered.browser(role), role in PLANNERS
        [row] = read_rows(browser, f"{LIST}?q=Di+Sykes&format=csv")
        assert row.get("Shifts") == ("Nights" if plans else None), role
        assert (">Shift<" in read(browser, LIST)) is plans, role
        names = {one["Name"] for one in read_rows(browser, f"{LIST}?shift=Nights&format=csv")}
        assert names == {"Cy Otieno", "Di Sykes"} if plans else len(names) == 5, role
        assert ("Nights" in read(browser, rostered.person("1003"))) is plans, role


def test_oneself_and_ones_line_manager_read_them_and_nobody_else(rostered: Site) -> None:
    assert "Days, Nights" in read(rostered.browser("ME", "1002"), rostered.person("1002"))
    assert "Nights" in read(rostered.browser("ME", "1002"), rostered.person("1003"))
    assert "Nights" not in read(rostered.browser("ME", "1003"), rostered.person("1002"))
    assert "Nights" not in read(rostered.browser("TL", "1001"), rostered.person("1002")), "a colleague of the team"


def test_a_change_by_page_stands_in_the_history_and_is_taken_back(rostered: Site) -> None:
    office, here = rostered.browser("PMO"), rostered.person("1002")
    form = form_of(office, f"{here}edit/")
    assert form["shifts"] == "Days; Nights"
    wrong = office.post(f"{here}edit/", form | {"shifts": "Nites"})
    assert (wrong.status_code, "Nearest: Nights" in wrong.content.decode()) == (422, True)
    page = office.post(f"{here}edit/", form | {"shifts": "Weekends, evenings"}, follow=True).content.decode()
    assert "Evenings, Weekends" in " ".join(page.split())
    assert "Evenings; Weekends" in " ".join(page.split()), "in the history"
    office.post(undo_in(page))
    assert "Evenings" not in read(office, here).partition("History")[0]
    rostered.see()
    held = Assignment.objects.filter(employment__employee_number="1002").order_by("-starts").first()
    assert held is not None
    assert held.shifts == ["Days", "Nights"]


def test_an_empty_cell_clears_and_a_file_without_the_column_leaves_them(rostered: Site) -> None:
    office = rostered.browser("PMO")
    rostered.bring(people=ROSTER.replace("|Shifts", "").replace("|nights; Days", "").replace("|Nights", ""))
    assert len(read_rows(office, f"{LIST}?shift=Nights&format=csv")) == 2
    rostered.bring(people=ROSTER.replace("nights; Days", ""))
    assert [row["Name"] for row in read_rows(office, f"{LIST}?shift=Nights&format=csv")] == ["Di Sykes"]


def test_the_list_comes_back_with_shifts_and_gives_nobody_a_viewpoint_of_their_own(rostered: Site) -> None:
    kept = read_rows(rostered.browser("PMO"), f"{LIST}?format=csv")
    assert {"Viewpoint counted", "Shifts"} <= set(kept[0])
    lines = [row | {"Shifts": row["Shifts"] or "Weekends"} for row in kept]
    rostered.bring(people="\n".join("|".join(cells) for cells in (lines[0], *(line.values() for line in lines))))
    rostered.see()
    held = Assignment.objects.filter(ends=None)
    assert {(one.viewpoint, bool(one.shifts)) for one in held} == {("", True)}
    now = [row | {"Shifts": ""} for row in read_rows(rostered.browser("PMO"), f"{LIST}?format=csv")]
    place = ("Shifts", "File", "Sheet", "Line")
    assert [{k: v for k, v in row.items() if k not in place} for row in now] == [
        {k: v for k, v in row.items() if k not in place} for row in kept
    ], "and nothing else changed"


def test_queries_of_the_list_stay_as_they_were(rostered: Site) -> None:
    office = rostered.browser("PMO")
    assert count_queries(office, f"{LIST}?shift=Nights") <= count_queries(office, LIST)


def test_another_trust_reads_none_of_it(
    rostered: Site, other_trust: Trust, user_with_role: UserWithRole, in_scope: InScope
) -> None:
    here = rostered.person("1002").replace("PLA", "PLB")
    stranger = rostered.signed_in_as(user_with_role("PMO", other_trust))
    assert stranger.get(here).status_code == 404
    assert read_rows(stranger, "/t/PLB/people/?shift=Nights&format=csv") == []
    in_scope(other_trust)
