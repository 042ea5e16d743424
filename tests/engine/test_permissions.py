"""The permission table as the specification states it, and how far it lets a viewer reach."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plait.engine.board_record import RECORD_SHEETS
from plait.engine.board_sheets import BOARD_SHEETS
from plait.engine.people import PEOPLE
from plait.engine.permissions import (
    COST_FIELDS,
    PERMISSIONS,
    PERSON_FIELDS,
    SCOPES,
    Action,
    Role,
    Scope,
    Viewer,
    editable_fields,
    may,
    own_sheets,
    reaches,
    scope_of,
    widest,
)
from plait.engine.strategy_sheets import STRATEGY_SHEETS
from plait.engine.workbook import BY_NAME

ANN = Viewer(
    user_id=1, name="Ann Frost", trust_id=1, trust_code="PLA", trust_name="Northmoor", is_invented=True,
    roles=frozenset({Role.ME}), employee_number="10", teams=frozenset({"Maternity"}), reports=frozenset({"11"}),
    communities=frozenset({"Analysts"}),
)  # fmt: skip
SHEETS = frozenset(BY_NAME)


def _as(*roles: Role) -> Viewer:
    return replace(ANN, roles=frozenset(roles))


def test_every_role_and_action_has_its_cell() -> None:
    assert set(PERMISSIONS) == {(role, action) for role in Role for action in Action}


def test_the_operator_of_the_machine_may_do_nothing_in_a_trust() -> None:
    assert not any(may(Role.OPS, action) for action in Action)


def test_every_other_role_enters_and_sees_itself() -> None:
    for role in set(Role) - {Role.OPS}:
        assert may(role, Action.ENTER) == Scope.TRUST
        assert may(role, Action.SEE_OWN) == Scope.SELF


@pytest.mark.parametrize(
    ("action", "roles"),
    [
        (Action.IMPORT, {Role.CDIO, Role.PMO}),
        (Action.READ_BAND, {Role.FIN}),
        (Action.MANAGE_ACCESS, {Role.ADM}),
        (Action.JOIN_POSTS, {Role.PMO}),
        (Action.SET_TEAM_SIZES, {Role.BM, Role.SEC}),
        (Action.READ_AUDIT, {Role.CDIO}),
        (Action.EDIT_SERVICES, {Role.CDIO, Role.PMO}),
        (Action.CREATE_TEAM, {Role.CDIO, Role.PMO}),
        (Action.ASSEMBLE, {Role.CDIO, Role.CL, Role.PMO}),
        (Action.READ_PLANS, {Role.CDIO, Role.CL, Role.PMO, Role.FIN}),
        (Action.ACCEPT_TEAMS, {Role.CDIO, Role.CL}),
        (Action.EXCEPT_RELEASE, {Role.EX}),
        (Action.EDIT_TEAM, {Role.CDIO, Role.CL, Role.PMO}),
        (Action.RECORD_RELEASE, {Role.CL, Role.PMO}),
        (Action.REMOVE_BLOCKER, {Role.EX, Role.CDIO}),
        (Action.EDIT_COMMUNITIES, {Role.PMO}),
        (Action.READ_LEADERSHIP, set(Role) - {Role.OPS}),
        (Action.EDIT_LEADERSHIP, {Role.EX, Role.CDIO, Role.CL, Role.SEC}),
        (Action.SETTLE, {Role.SEC}),
        (Action.ASK_FOR_PAPER, set(Role) - {Role.EX, Role.CDIO, Role.SEC, Role.OPS}),
        (Action.READ_CHAMPIONS, set(Role) - {Role.RO, Role.OPS}),
        (Action.EDIT_CHAMPIONS, {Role.CDIO, Role.CL}),
        (Action.READ_LENDING, {Role.EX, Role.CDIO, Role.CL, Role.PMO, Role.ADM}),
        (Action.EDIT_LENDING, {Role.CDIO, Role.ADM}),
        (Action.READ_BOARD, set(Role) - {Role.OPS}),
        (Action.READ_BOARD_DRAFTS, {Role.EX, Role.CDIO, Role.SEC}),
        (Action.READ_PAPERS, {Role.BM, Role.EX, Role.CDIO, Role.SEC}),
        (Action.READ_PAPER_DRAFTS, {Role.EX, Role.CDIO, Role.SEC}),
        (Action.EDIT_BOARD, {Role.SEC}),
        (Action.READ_COMPETENCIES, {Role.CDIO, Role.CL, Role.PMO}),
        (Action.READ_CAPACITY, {Role.CDIO, Role.CL, Role.PMO, Role.FIN}),
        (Action.READ_FINDINGS, set(Role) - {Role.ADM, Role.OPS}),
        (Action.READ_RECORD, set(Role) - {Role.OPS}),
        (Action.READ_PEOPLE, set(Role) - {Role.RO, Role.OPS}),
    ],
)
def test_who_reaches_the_whole_trust_is_as_specified(action: Action, roles: set[Role]) -> None:
    assert {role for role in Role if Scope.TRUST in may(role, action)} == roles


def test_readers_see_numbers_of_people_without_names() -> None:
    assert may(Role.RO, Action.READ_PEOPLE) == Scope.AGGREGATES
    assert not reaches(_as(Role.RO), Action.READ_PEOPLE, employee_number="10")


def test_an_executive_settles_on_anybody_but_themselves() -> None:
    assert {role for role in Role if Scope.OTHERS in may(role, Action.SETTLE)} == {Role.EX}
    assert reaches(_as(Role.EX), Action.SETTLE, employee_number="11")
    assert not reaches(_as(Role.EX), Action.SETTLE, employee_number="10")
    assert reaches(_as(Role.SEC), Action.SETTLE, employee_number="10")


def test_an_executive_of_whom_nobody_knows_who_they_are_settles_nothing() -> None:
    assert not reaches(replace(_as(Role.EX), employee_number=None), Action.SETTLE, employee_number="11")


def test_a_word_is_given_for_oneself_and_for_direct_reports_alone() -> None:
    for role in set(Role) - {Role.RO, Role.OPS}:
        assert may(role, Action.CONSENT) == Scope.SELF | Scope.REPORTS
        asked = [reaches(_as(role), Action.CONSENT, employee_number=number) for number in ("10", "11", "12")]
        assert asked == [True, True, False]
    assert not may(Role.RO, Action.CONSENT)


def test_boards_see_roles_in_place_of_names() -> None:
    assert may(Role.BM, Action.READ_NAMED_EVIDENCE) == may(Role.SEC, Action.READ_NAMED_EVIDENCE) == Scope.ROLES


def test_every_letter_of_the_table_has_a_meaning_of_its_own() -> None:
    assert len({scope for scope, _ in SCOPES.values()}) == len({words for _, words in SCOPES.values()}) == len(SCOPES)
    assert {scope for scope, _ in SCOPES.values()} == set(Scope)
    assert len({role.words for role in Role}) == len(Role)


def test_several_roles_reach_as_far_as_all_of_them() -> None:
    assert widest([], Action.READ_CAPACITY) is Scope.NOTHING
    assert widest([Role.ME, Role.TL], Action.READ_CAPACITY) == Scope.SELF | Scope.REPORTS | Scope.TEAMS
    assert widest([Role.ME, Role.PMO], Action.READ_CAPACITY) == Scope.TRUST
    assert scope_of(_as(Role.ME, Role.CH), Action.EDIT_COMMUNITIES) == Scope.COMMUNITIES


@pytest.mark.parametrize(
    ("role", "number", "teams", "communities", "allowed"),
    [
        (Role.ME, "10", ["Maternity"], [], True),  # herself
        (Role.ME, "11", [], [], True),  # reports to her
        (Role.ME, "12", ["Maternity"], [], False),  # a colleague of her team
        (Role.TL, "12", ["Theatres", "Maternity"], [], True),
        (Role.TL, "12", ["Theatres"], [], False),
        (Role.CH, "12", ["Maternity"], ["Analysts"], True),
        (Role.CH, "12", ["Maternity"], ["Designers"], False),
        (Role.PMO, "12", [], [], True),
        (Role.RO, "10", ["Maternity"], ["Analysts"], False),
        (Role.OPS, "10", ["Maternity"], ["Analysts"], False),
    ],
)
def test_whose_competencies_somebody_may_read(
    role: Role, number: str, teams: list[str], communities: list[str], allowed: bool
) -> None:
    asked = reaches(_as(role), Action.READ_COMPETENCIES, employee_number=number, teams=teams, communities=communities)
    assert asked == allowed


def test_somebody_without_employment_is_nobody_in_particular() -> None:
    outsider = replace(ANN, employee_number=None, reports=frozenset())
    assert not reaches(outsider, Action.CLAIM_COMPETENCY)
    assert not reaches(outsider, Action.CLAIM_COMPETENCY, employee_number="10")


def test_nobody_confirms_their_own_competency_not_even_as_lead_of_the_community() -> None:
    assert not reaches(ANN, Action.CONFIRM_COMPETENCY, employee_number="10", communities=["Analysts"])
    assert reaches(ANN, Action.CONFIRM_COMPETENCY, employee_number="12", communities=["Analysts"])
    assert not reaches(ANN, Action.CONFIRM_COMPETENCY, employee_number="10")
    assert reaches(ANN, Action.CONFIRM_COMPETENCY, employee_number="11")
    assert not reaches(ANN, Action.CLAIM_COMPETENCY, employee_number="11")


def test_a_lead_edits_own_teams_and_own_communities_only() -> None:
    assert reaches(_as(Role.TL), Action.EDIT_TEAM, teams=["Maternity"])
    assert not reaches(_as(Role.TL), Action.EDIT_TEAM, teams=["Theatres"])
    assert not reaches(_as(Role.ME), Action.EDIT_TEAM, teams=["Maternity"])
    assert reaches(_as(Role.CH), Action.EDIT_COMMUNITIES, communities=["Analysts"])
    assert not reaches(_as(Role.CH), Action.EDIT_COMMUNITIES, communities=["Designers"])


def test_fields_of_a_person_are_shared_out() -> None:
    columns = {column.name for column in PEOPLE.columns}
    assert set().union(*PERSON_FIELDS.values()) == columns
    assert editable_fields(_as(Role.PMO)) == columns - COST_FIELDS
    assert editable_fields(_as(Role.FIN)) == COST_FIELDS
    assert editable_fields(_as(Role.ADM)) < columns - COST_FIELDS
    assert editable_fields(_as(Role.PMO, Role.FIN)) == columns
    assert editable_fields(_as(Role.BM)) == frozenset()
    assert {role for role in Role if may(role, Action.EDIT_PERSON)} == set(PERSON_FIELDS)


def test_a_joiner_can_be_entered_by_whoever_enters_joiners() -> None:
    required = {column.name for column in PEOPLE.columns if column.required}
    assert required <= editable_fields(_as(Role.ADM))


RESERVED = {"thresholds", "accountability settlements", "people lent", "declarations of interest"} | {
    sheet.name for sheet in (*BOARD_SHEETS, *RECORD_SHEETS, *STRATEGY_SHEETS)
}


def test_sheets_are_imported_by_those_who_own_them() -> None:
    assert own_sheets(_as(Role.PMO), Action.IMPORT, SHEETS) == SHEETS - RESERVED
    assert own_sheets(_as(Role.PMO, Role.BM), Action.IMPORT, SHEETS) == SHEETS - RESERVED | {"thresholds"}
    assert own_sheets(_as(Role.PMO, Role.EX), Action.IMPORT, SHEETS) == SHEETS - RESERVED, "it may be on themselves"
    assert own_sheets(_as(Role.PMO, Role.SEC), Action.IMPORT, SHEETS) == SHEETS - {"people lent"}
    assert own_sheets(_as(Role.SEC), Action.IMPORT, SHEETS) >= RESERVED - {"people lent"}
    assert own_sheets(_as(Role.ADM), Action.IMPORT, SHEETS) == {"people", "long leave"}
    assert own_sheets(_as(Role.ADM, Role.CDIO), Action.IMPORT, SHEETS) == SHEETS - RESERVED | {"people lent"}
    assert own_sheets(_as(Role.ADM), Action.IMPORT, ["teams"]) == frozenset()
    assert own_sheets(_as(Role.ME), Action.IMPORT, SHEETS) == frozenset()


def test_roles_are_said_in_words() -> None:
    assert _as(Role.ADM, Role.BM).role_words == "board member, trust administrator"
