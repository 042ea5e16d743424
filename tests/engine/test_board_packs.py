"""Who reads a board pack in which state, and what may become of it next."""

import pytest

from plait.engine.board_packs import MOVES, READ_BY, STATES, moves_of, states_read
from plait.engine.permissions import Role, Viewer

DRAFTS = {"making", "failed", "draft"}
BOARD = {"circulated", "published", "withdrawn"}
EVERYBODY = {"published"}
READS = {
    Role.BM: BOARD,
    Role.EX: DRAFTS | BOARD,
    Role.CDIO: DRAFTS | BOARD,
    Role.SEC: DRAFTS | BOARD,
    Role.OPS: set(),
    **dict.fromkeys((Role.CL, Role.PMO, Role.FIN, Role.TL, Role.ME, Role.CH, Role.RO, Role.ADM), EVERYBODY),
}


def viewer(role: Role) -> Viewer:
    return Viewer(1, "Ann", 1, "RXX", "Example", is_invented=True, roles=frozenset({role}))


@pytest.mark.parametrize("role", Role)
def test_each_role_reads_what_is_its_own_to_read(role: Role) -> None:
    assert states_read(viewer(role)) == READS[role]


def test_only_the_secretary_moves_a_pack_and_only_forwards() -> None:
    secretary = viewer(Role.SEC)
    assert {state: moves_of(secretary, state) for state in STATES} == {
        "making": (),
        "failed": (),
        "draft": ("circulated",),
        "circulated": ("published", "withdrawn"),
        "published": ("withdrawn",),
        "withdrawn": (),
    }
    assert {moves_of(viewer(role), state) for role in set(Role) - {Role.SEC} for state in STATES} == {()}
    assert set(READ_BY) == set(STATES) > set(MOVES)
