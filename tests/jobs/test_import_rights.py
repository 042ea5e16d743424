"""Each role writes its own columns of people by a file, and the file says what was left out."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.utils import timezone

from plait.engine.permissions import Role, Viewer
from plait.files.folder import load_path
from plait.jobs.acting import NotAllowed, act_of, acting
from plait.jobs.imports import Upload, approve_import, bring_file, find_import, undo_import
from plait.store.access import find_user_id
from plait.store.imports import Choices
from plait.store.mappings import load_mapped
from plait.store.models import Access, Assignment, Import
from plait.store.trusts import create_user
from tests.cli.commands import EMAIL, rows, write_sheet

pytestmark = pytest.mark.usefixtures("rxx")
HEADINGS = ("Employee number", "Name", "Staff group", "Department", "WTE", "Band", "Point", "Profession")
ANN = ("10", "Ann Frost", "Managers", "Medicine", "1", "8a", "3", "Weaver")
COST_LEFT_OUT = (
    "Band and point are left out: your role may not write them. A finance partner can import the same file.",
)


class Desk:
    """One user, who takes on one role after another."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.at = folder, timezone.now()
        self.user_id = find_user_id(EMAIL) or 0

    def as_role(self, role: Role) -> AbstractContextManager[Viewer]:
        for number, access in enumerate(rows(Access).order_by("id")):
            rows(Access).filter(id=access.pk).update(role=role.value if not number else Role.ME.value)
        return acting(self.user_id, "RXX", on=timezone.localdate(self.at))

    def brings(self, role: Role, *people: tuple[str, ...], whole: bool = False) -> int:
        name, data = load_path(write_sheet(self.folder / f"{role}{len(people)}", "people", HEADINGS, *people))
        choices = Choices(timezone.localdate(self.at), whole_registers=frozenset({"people"} if whole else ()))
        with self.as_role(role) as viewer:
            return bring_file(viewer, act_of(viewer, self.at), Upload(name, data), choices)

    def saves(self, role: Role, import_id: int) -> None:
        with self.as_role(role) as viewer:
            assert approve_import(viewer, act_of(viewer, self.at), import_id, leaves_out=False)

    def left_out(self, role: Role, import_id: int) -> tuple[str, ...]:
        with self.as_role(role) as viewer:
            return load_mapped(viewer.trust_id, import_id)


@pytest.fixture
def desk(rxx: int, tmp_path: Path) -> Desk:
    assert rxx
    return Desk(tmp_path)


def _costs() -> list[tuple[str, int | None, str]]:
    return list(rows(Assignment).order_by("id").values_list("band", "point", "profession"))


@pytest.mark.parametrize("role", [Role.PMO, Role.CDIO])
def test_bands_are_left_out_until_a_finance_partner_imports_the_same_file(desk: Desk, role: Role) -> None:
    first = desk.brings(role, ANN)
    assert desk.left_out(role, first) == COST_LEFT_OUT
    desk.saves(role, first)
    assert _costs() == [("", None, "Weaver")]
    second = desk.brings(Role.FIN, ANN)
    desk.saves(Role.FIN, second)
    assert _costs() == [("8a", 3, "Weaver")]
    again = desk.brings(role, (*ANN[:5], "2", "1", "Weaver"))
    desk.saves(role, again)
    assert _costs() == [("8a", 3, "Weaver")]
    with desk.as_role(role) as viewer, pytest.raises(NotAllowed, match="may not write Band and Point"):
        undo_import(viewer, act_of(viewer, desk.at), second)
    assert _costs() == [("8a", 3, "Weaver")]
    with desk.as_role(Role.FIN) as viewer:
        undo_import(viewer, act_of(viewer, desk.at), second)
    assert _costs() == [("", None, "Weaver")]


def test_whoever_may_not_end_people_does_not_take_their_ends_back(desk: Desk) -> None:
    desk.saves(Role.PMO, desk.brings(Role.PMO, ANN, ("11", "Bo", *ANN[2:5], "", "", "")))
    whole = desk.brings(Role.ADM, ANN, whole=True)
    desk.saves(Role.ADM, whole)
    with desk.as_role(Role.FIN) as viewer, pytest.raises(NotAllowed, match="may not write Last day"):
        undo_import(viewer, act_of(viewer, desk.at), whole)


def test_an_administrator_writes_joiners_and_is_told_who_writes_the_rest(desk: Desk) -> None:
    first = desk.brings(Role.ADM, ANN)
    assert desk.left_out(Role.ADM, first) == (
        *COST_LEFT_OUT,
        "Profession is left out: your role may not write it. The transformation office can import the same file.",
    )
    desk.saves(Role.ADM, first)
    assert _costs() == [("", None, "")]


def test_a_finance_partner_adds_nobody_and_ends_nobody(desk: Desk) -> None:
    unknown = desk.brings(Role.FIN, ANN)
    with desk.as_role(Role.FIN) as viewer:
        assert find_import(viewer, unknown).rejected == 1
    with pytest.raises(NotAllowed, match="may not end people"):
        desk.brings(Role.FIN, ANN, ANN, whole=True)
    assert rows(Import).order_by("-id").values_list("status", flat=True)[0] == "discarded"
    assert _costs() == []


def test_who_saves_a_file_must_reach_every_column_it_writes(desk: Desk) -> None:
    first = desk.brings(Role.PMO, ANN)
    with pytest.raises(NotAllowed, match="may not write Profession"):
        desk.saves(Role.ADM, first)
    desk.saves(Role.PMO, first)
    cost = desk.brings(Role.FIN, ANN)
    with pytest.raises(NotAllowed, match="may not write Band and Point"):
        desk.saves(Role.PMO, cost)


def test_who_imports_some_sheets_takes_back_only_their_own(desk: Desk) -> None:
    first = desk.brings(Role.PMO, ANN)
    desk.saves(Role.PMO, first)
    rows(Import).update(uploaded_by=create_user("else@rxx.example", "Else", "warp and weft"))
    with desk.as_role(Role.FIN) as viewer, pytest.raises(NotAllowed, match="brought yourself"):
        undo_import(viewer, act_of(viewer, desk.at), first)
    assert len(_costs()) == 1
