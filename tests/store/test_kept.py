"""What a list found is found again without asking the database, until the record changes, and never beyond it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plait.store.competencies import list_families
from plait.store.kept import kept, reading_as_of
from plait.store.models import Competency, Trust
from plait.store.paging import Wanted
from plait.store.writing import Act, writing
from tests.conftest import InScope

ON = date(2026, 11, 2)
FEW = Wanted("ada")
_asked: list[str] = []


@kept
def find(trust_id: int, wanted: Wanted, *, on: date) -> str:
    _asked.append(wanted.search)
    return f"{trust_id} {wanted.search} {on}"


@pytest.fixture
def asked() -> Iterator[list[str]]:
    yield _asked
    _asked.clear()


def test_what_was_found_is_kept_for_the_same_question_at_the_same_revision(asked: list[str]) -> None:
    for _ in range(3):
        with reading_as_of(1, 7):
            assert find(1, FEW, on=ON) == f"1 ada {ON}"
    assert asked == ["ada"]


@pytest.mark.parametrize(
    ("revision", "wanted", "on"),
    [(8, FEW, ON), (7, Wanted("ada", offset=50), ON), (7, Wanted("ada", {"team": "with"}), ON), (7, FEW, date.max)],
)
def test_another_revision_or_question_is_looked_for(asked: list[str], revision: int, wanted: Wanted, on: date) -> None:
    with reading_as_of(1, 7):
        find(1, FEW, on=ON)
    with reading_as_of(1, revision):
        find(1, wanted, on=on)
    assert len(asked) == 2


def test_another_trust_finds_nothing_of_this_one(asked: list[str]) -> None:
    with reading_as_of(1, 7):
        find(1, FEW, on=ON)
        assert find(2, FEW, on=ON) == f"2 ada {ON}"
    with reading_as_of(2, 7):
        assert find(2, FEW, on=ON) == f"2 ada {ON}"
        assert find(1, FEW, on=ON) == f"1 ada {ON}"
    assert len(asked) == 4


def test_whole_lists_and_work_outside_a_request_are_not_kept(asked: list[str]) -> None:
    for _ in range(2):
        find(1, FEW, on=ON)
        with reading_as_of(1, 7):
            find(1, Wanted("ada", limit=None), on=ON)
    assert len(asked) == 4


def test_what_depends_on_who_looks_is_never_kept() -> None:
    def list_named(trust_id: int, reach: str) -> str:
        return f"{trust_id} {reach}"

    with pytest.raises(TypeError, match=r"list_named depends on who looks"):
        kept(list_named)


@pytest.mark.django_db
def test_who_writes_sees_what_they_wrote_and_keeps_nothing_of_it(trust: Trust, in_scope: InScope) -> None:
    in_scope(trust)
    act = Act(trust.pk, None, "Test", datetime(2026, 11, 2, 9, tzinfo=UTC))
    revision = Trust.objects.get(pk=trust.pk).revision
    with reading_as_of(trust.pk, revision):
        assert list_families(trust.pk) == ()
        with writing(act) as pen:
            pen.add(Competency, [{"name": "Research", "family": "Design", "viewpoint": "digital"}])
            assert list_families(trust.pk) == ("Design",)
    with reading_as_of(trust.pk, revision):
        assert list_families(trust.pk) == ()  # as it was found at that revision, which nobody asks for any more
    with reading_as_of(trust.pk, revision + 1):
        assert list_families(trust.pk) == ("Design",)
        with CaptureQueriesContext(connection) as queries:
            assert list_families(trust.pk) == ("Design",)
    assert len(queries) == 0
