"""What one trust sees of the people another lends it: nothing but under a grant of both, within its dates."""

from __future__ import annotations

import pytest

from plait.store.borrowed import with_borrowed
from plait.store.lending import agree_to_borrow, list_lenders, list_lent, list_other_trusts, load_lent, stop_borrowing
from plait.store.models import Borrowing, Employment, Event, LentPerson, Trust
from plait.store.paging import Wanted
from plait.store.scope import scoped
from plait.store.snapshot import load_trust
from plait.store.staging import Refused
from plait.store.writing import Act
from tests.conftest import InScope
from tests.lent import agree, count, day, lend, rows

pytestmark = pytest.mark.django_db
VIEWS = ("store_lent", "store_lenttime", "store_lentcompetency")
FOREIGN = ("store_person", "store_employment", "store_assignment", "store_holding", "store_lentperson", "store_team")


def seen(act: Act) -> set[int]:
    """How many rows each view of what is lent shows to a trust."""
    with scoped(user_id=act.by, trust_ids=[act.trust_id]):
        assert [count(table) for table in FOREIGN if table != "store_lentperson"] == [0] * (len(FOREIGN) - 1)
        return {count("store_lent"), count("store_lentcompetency")}


def test_nothing_of_another_trust_shows_without_a_grant(lender: Act, borrower: Act) -> None:
    agree(borrower)
    assert seen(borrower) == {0}
    with scoped(user_id=lender.by, trust_ids=[lender.trust_id]):
        assert count("store_employment") == 5


@pytest.mark.parametrize(
    ("starts", "ends", "shown"),
    [(1, 90, 0), (0, 1, 1), (-3, 90, 1), (-90, 0, 0)],
    ids=["before", "last", "in", "after"],
)
def test_a_grant_shows_people_from_its_first_day_to_its_last(
    lender: Act, borrower: Act, starts: int, ends: int, shown: int
) -> None:
    agree(borrower)
    lend(lender, starts=starts, ends=ends)
    assert seen(borrower) == {shown}
    with scoped(user_id=borrower.by, trust_ids=[borrower.trust_id]):
        assert len(list_lenders(borrower.trust_id, on=day(0))) == shown


@pytest.mark.parametrize(("starts", "ends"), [(1, 90), (-90, 0)], ids=["before", "after"])
def test_a_grant_needs_the_word_of_the_other_trust_of_today(lender: Act, borrower: Act, starts: int, ends: int) -> None:
    lend(lender)
    assert seen(borrower) == {0}
    agree(borrower, starts=starts, ends=ends)
    assert seen(borrower) == {0}
    with scoped(user_id=borrower.by, trust_ids=[borrower.trust_id]):
        assert count("store_lenttime") == 0
        [one] = list_lenders(borrower.trust_id, on=day(0))
    assert (one.code, one.people, one.ends, one.agreed_until) == ("PLA", 1, day(90), None)


def test_of_somebody_lent_no_more_is_told_than_an_assembly_needs(lender: Act, borrower: Act) -> None:
    agree(borrower)
    lend(lender, "1002", wte="0.4")
    lend(lender, "1003", named=True)
    with scoped(user_id=borrower.by, trust_ids=[borrower.trust_id]):
        told = rows(
            "SELECT name, identity, viewpoint, trim_scale(wte), trim_scale(most_wte) FROM store_lent ORDER BY 1"
        )
        assert [tuple(map(str, one)) for one in told] == [
            ("", "", "clinical", "0.6", "0.4"), ("Di Sykes", "", "operational", "1", "None"),
        ]  # fmt: skip
        assert rows("SELECT competency, level FROM store_lentcompetency") == [("clinical SAFETY", 3)]
        times = rows("SELECT team, trim_scale(wte) FROM store_lenttime ORDER BY wte")
        assert [str(wte) for _, wte in times] == ["0.1", "0.2"]
        assert {team.rpartition(" ")[0] for team, _ in times} == {"PLA team"}, "of teams no name is told"


def test_who_borrows_has_their_time_their_competencies_and_the_loan(
    lender: Act, borrower: Act, other_trust: Trust
) -> None:
    agree(borrower)
    lend(lender, "1002", wte="0.4")
    with scoped(user_id=borrower.by, trust_ids=[borrower.trust_id]):
        alone = load_trust(other_trust.code, on=day(0))
        both = with_borrowed(alone, other_trust.pk)
    [person], [loan] = set(both.people) - set(alone.people), both.loans
    assert loan.employee_number == person.employee_number
    assert {one.employee_number for one in both.memberships} == {person.employee_number}
    assert [one.competency for one in both.holdings] == ["clinical SAFETY"]


def test_a_third_trust_and_nobody_in_scope_see_nothing(lender: Act, borrower: Act, in_scope: InScope) -> None:
    agree(borrower)
    lend(lender, borrower="ELSE")
    assert seen(borrower) == {0}
    in_scope()
    assert [count(view) for view in (*VIEWS, "store_lender", "store_othertrust")] == [0] * 5


def test_who_leaves_is_lent_no_more(lender: Act, borrower: Act) -> None:
    agree(borrower)
    lend(lender)
    with scoped(user_id=lender.by, trust_ids=[lender.trust_id]):
        Employment.objects.filter(employee_number="1002").update(ends=day(0))
    assert seen(borrower) == {0}


def test_the_borrower_changes_nothing_of_what_is_lent(lender: Act, borrower: Act) -> None:
    loan = lend(lender)
    with scoped(user_id=borrower.by, trust_ids=[borrower.trust_id]):
        assert LentPerson.objects.filter(pk=loan).update(ends=day(900)) == 0
        assert load_lent(borrower.trust_id, loan) is None
        assert "PLA" in list_other_trusts()
        assert "PLB" not in list_other_trusts()
    with scoped(user_id=lender.by, trust_ids=[lender.trust_id]):
        [line] = list_lent(lender.trust_id, Wanted(), on=day(0)).rows
        assert (line.name, line.borrower, line.ends, line.reference) == (
            "Cy Otieno", "PLB", day(90), f"PLA/{line.employment_id}",
        )  # fmt: skip
        assert load_lent(lender.trust_id, loan) == line


def test_to_agree_lasts_until_the_loan_ends_and_is_asked_again_for_longer(lender: Act, borrower: Act) -> None:
    loan = lend(lender)
    with scoped(user_id=borrower.by, trust_ids=[borrower.trust_id]):
        assert agree_to_borrow(borrower, "PLA").people == 1
        assert list_lenders(borrower.trust_id, on=day(0))[0].agreed_until == day(90)
        with pytest.raises(Refused, match="nothing to agree to"):
            agree_to_borrow(borrower, "PLA")
    with scoped(user_id=lender.by, trust_ids=[lender.trust_id]):
        LentPerson.objects.filter(pk=loan).update(ends=day(200))
    with scoped(user_id=borrower.by, trust_ids=[borrower.trust_id]):
        assert list_lenders(borrower.trust_id, on=day(0))[0].waits
        agree_to_borrow(borrower, "PLA")
        assert Borrowing.objects.get().ends == day(200)
        assert Event.objects.filter(kind="borrowing", action="agreed").count() == 2


@pytest.mark.parametrize("starts", [0, -5])
def test_a_trust_borrows_no_more_from_the_moment_it_says_so(lender: Act, borrower: Act, starts: int) -> None:
    lend(lender)
    agree(borrower, starts=starts)
    with scoped(user_id=borrower.by, trust_ids=[borrower.trust_id]):
        assert stop_borrowing(borrower, "PLA")
        assert not stop_borrowing(borrower, "PLA")
    assert seen(borrower) == {0}
