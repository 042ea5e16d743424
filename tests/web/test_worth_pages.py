"""What recruiting is worth, for those who read plans: what was verified, what was not, and where nothing binds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import Client

from plait.engine.assembly.values import Binding, Value
from plait.engine.competencies import Level
from plait.files.worth import plain_worth
from plait.store.models import AssemblyRun, Trust, User
from plait.store.worth import keep_worth
from tests.conftest import InScope, UserWithRole
from tests.registers import read, read_rows

SignedIn = Callable[[User], Client]
PAGE = "/t/PLA/competencies/worth/"
CODING = Binding(
    "Coding", Level.PRACTITIONER, 0, Decimal("0.6"), ("Record", "Results"), 0.021, 3, ("The team is full at 9",)
)
pytestmark = pytest.mark.django_db


@pytest.fixture
def run(trust: Trust, in_scope: InScope, user_with_role: UserWithRole) -> AssemblyRun:
    """A kept plan of two services."""
    in_scope(trust)
    return AssemblyRun.objects.create(
        trust=trust, services=["Record", "Results"], starts=date(2027, 1, 1), months=6, status="ready", plan={"any": 1},
        asked_by=user_with_role("PMO", trust), asked_at=datetime(2026, 11, 2, tzinfo=UTC), best=0.7149,
    )  # fmt: skip


def keep(run: AssemblyRun, *values: Value, binding: tuple[Binding, ...] = (CODING,)) -> None:
    keep_worth(run.trust_id, run.pk, plain_worth(binding, values))


def test_the_page_tells_what_was_estimated_and_what_was_verified(
    run: AssemblyRun, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    keep(
        run,
        Value("Coding", Level.PRACTITIONER, 0.025, 0.0114, is_proved=True),
        Value("Testing", Level.WORKING, 0.01, 0.0002),
        Value("Safety", Level.EXPERT, 0.004),
    )
    page = read(signed_in_as(user_with_role("CDIO", run.trust)), PAGE)
    assert "0.2 WTE more of Coding at Practitioner would add 1.1% to what the last plan covers." in page
    assert f'<a href="/t/PLA/assemble/{run.pk}/">Run {run.pk}</a>: 2 services from 1 January 2027, for 6 months' in page
    assert "covered to 71.4%" in page  # as on the page of the plan: never rounded up
    for words in (
        "2.5%",
        "less than 0.1%, not proved",
        "Not verified",
        "0.6 WTE",
        "Record; Results",
        "3 people",
        "The team is full at 9",
    ):
        assert words in page


def test_the_page_downloads_as_one_list(run: AssemblyRun, user_with_role: UserWithRole, signed_in_as: SignedIn) -> None:
    values = (
        Value("Coding", Level.PRACTITIONER, 0.025, 0.0114, is_proved=True),
        Value("Testing", Level.WORKING, 0.01, 0.0),
        Value("Safety", Level.EXPERT, 0.004),
    )
    keep(run, *values, binding=(replace(CODING, competency="Rotas"), CODING))
    client = signed_in_as(user_with_role("CDIO", run.trust))
    assert '<a href="?format=csv">Download this list (CSV)</a>' in read(client, PAGE)
    rows = {row["Competency"]: list(row.values()) for row in read_rows(client, f"{PAGE}?format=csv")}
    lacking = ["0", "0.6", "Record; Results", "2.10", "3", "The team is full at 9"]
    assert list(rows) == ["Coding", "Testing", "Safety", "Rotas"]
    assert rows["Coding"] == ["Coding", "Practitioner", "2.50", "1.14", "Yes", *lacking]
    assert rows["Testing"] == ["Testing", "Working", "1.00", "0.00", "No", *[""] * 6]
    assert rows["Safety"][2:5] == ["0.40", "", ""]
    assert rows["Rotas"] == ["Rotas", "Practitioner", "", "", "", *lacking]
    assert signed_in_as(user_with_role("BM", run.trust)).get(f"{PAGE}?format=csv").status_code == 403


def test_where_no_competency_binds_the_page_says_so(
    run: AssemblyRun, in_scope: InScope, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    client = signed_in_as(user_with_role("FIN", run.trust))
    keep(run, Value("Coding", Level.PRACTITIONER, 0.025, 0.0, is_proved=True))
    page = read(client, PAGE)
    assert "No competency alone holds the last plan back" in page
    assert "Nothing" in page
    in_scope(run.trust)
    keep(run, Value("Coding", Level.PRACTITIONER, 0.025, 0.0), Value("Testing", Level.WORKING, 0.01))
    page = read(client, PAGE)
    assert "None of the likeliest competencies was found to hold the last plan back alone: others may." in page
    assert "Nothing, not proved" in page
    in_scope(run.trust)
    keep(run, binding=())
    page = read(client, PAGE)
    assert "The last plan lacks nothing: no competency holds it back." in page
    assert "0.2 WTE more of any one competency adds nothing." in page
    assert "Every need is covered." in page


def test_without_a_valued_plan_the_page_leads_to_one(
    run: AssemblyRun, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    page = read(signed_in_as(user_with_role("CDIO", run.trust)), PAGE)
    assert "No plan has been valued yet." in page
    assert 'href="/t/PLA/assemble/new/"' in page
    page = read(signed_in_as(user_with_role("FIN", run.trust)), PAGE)
    assert "/assemble/new/" not in page


@pytest.mark.usefixtures("other_trust")
def test_only_who_reads_plans_of_this_trust_sees_it(
    run: AssemblyRun, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    keep(run)
    reader = signed_in_as(user_with_role("BM", run.trust))
    assert reader.get(PAGE).status_code == 403
    assert "What recruiting is worth".lower() not in read(reader, "/t/PLA/competencies/").lower()
    planner = signed_in_as(user_with_role("CDIO", run.trust))
    assert planner.get("/t/PLB/competencies/worth/").status_code == 404
    assert "See what recruiting is worth" in read(planner, "/t/PLA/competencies/")


def test_a_run_without_a_plan_is_not_valued(run: AssemblyRun, in_scope: InScope) -> None:
    in_scope(run.trust)
    AssemblyRun.objects.filter(id=run.pk).update(plan=None)
    keep(run)
    run.refresh_from_db()
    assert run.worth is None
