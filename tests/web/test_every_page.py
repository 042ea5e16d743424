"""What holds for every page of a filled trust."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from plait.store.models import Trust, User
from plait.web.shared.origins import PLACE
from tests.conftest import UserWithRole
from tests.filled import Filled, fill
from tests.registers import Site, read, read_rows
from tests.tables_in import TableRead, tables_in

SOURCE = ("Source", "File and line")
# Tables whose rows are no rows of the record: sums, figures of one row, how a test works. A new name is a decision.
SUMS = frozenset(
    ("Held and needed, level by level", "Families whose people practise alone", "My time, month by month",
     "Who practises alone", "What this rests on", "Worked examples", "What this test checks",
     "Which rule fired, and when", "Place by place", "Measures by change and by target",
     "Authority and resources", "Champions by profession", "Active champions by site and shift",
     "Staff and champions by staff group", "What would change", "Where champions are missing",
     "Areas by site",
     "Reach by staff group", "Directors and when they were met", "Members and what they have seen",
     "The parity ladder", "Directors and digital work", "Whose digital work is",
     "What changed since the board met", "For context, not counted",
     "Changes and milestones by month",
     "The last decisions of live services", "How often each team hears users",
     "Sheets to send", "Places in teams", "The next four quarters")
)  # fmt: skip
# Nobody brings an access by file; the trail tells of it beside what happened; an import's pages are of one file,
# a plan’s are of nothing recorded yet, nor are those of the plan to the board; a quarter’s are sums. The
# assessment’s are questions: the rows behind each stand on its own page. A gap is a sum of people and champions.
ELSEWHERE = frozenset(
    ("pulses", "pulse",
     "users", "audit", "imports", "import", "import-rows", "import-columns", "assemble", "assembly-run", "second-team",
     "by-role", "competencies-by-quarter", "recruiting-worth", "need-to-team", "board-packs", "board-pack", "read-pack",
     "champion-gaps", "board-plan", "paper-openings",
     "assessment")
)  # fmt: skip


@pytest.fixture
def filled(site: Site) -> Filled:
    """PLA with something on each page."""
    return fill(site)


def sourceless(table: TableRead) -> list[str]:
    """The rows of a table that do not say where they came from."""
    place = next((table.heads.index(head) for head in SOURCE if head in table.heads), None)
    return [row[0] for row in table.rows if place is None or not row[place]]


def test_every_row_shows_where_it_came_from_on_its_page_and_in_the_list_to_keep(filled: Filled) -> None:
    faults, rows, kept = [], 0, 0
    for page in filled.pages():
        if page.name in ELSEWHERE:
            continue
        for table in tables_in(page.text):
            if table.caption not in SUMS:
                rows += len(table.rows)
                faults += [f"{page.name}, {table.caption}: {row}" for row in sourceless(table)]
        for link in re.findall(r'href="(\?[^"]*format=csv[^"]*)"', page.text):
            [first, *_] = read_rows(filled.browser, page.path + link.replace("&amp;", "&"))
            kept += 1
            faults += [f"{page.name}, {column}" for column in PLACE if not first.get(column)]
    assert faults == []
    assert (rows > 20, kept > 6) == (True, True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("roles", "said"),
    [
        (["PMO"], "(transformation office)"),
        (["ADM", "PMO"], "(transformation office and trust administrator)"),
        (["ADM", "PMO", "FIN", "BM"], "(board member and 3 more)"),
    ],
)
def test_the_header_says_in_short_what_one_is(
    trust: Trust, user_with_role: UserWithRole, signed_in_as: Callable[[User], Client], roles: list[str], said: str
) -> None:
    user = user_with_role(roles[0], trust)
    for role in roles[1:]:
        user_with_role(role, trust, user=user)
    assert f"{user.name} {said}" in read(signed_in_as(user), "/t/PLA/")
