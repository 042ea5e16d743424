"""The pulses of an invented trust: one that is shown, one of too few answers, and one that is open."""

from plait.engine.pulses import BOARD, STAFF, TEAM, Sheet
from plait.store.pulses import add_paper, close_pulse, open_pulse, team_ids
from plait.store.writing import Act

BOARD_PAPERS: tuple[Sheet, ...] = (
    (3, 4, 2), (3, 3, 1), (4, 3, 3), (1, 2, 1), (3, 3, 3), (2, 3, 1), (3, 4, 4), (3, 3, 2), (1, 3, 3),
)  # fmt: skip
TEAM_PAPERS: tuple[Sheet, ...] = ((3, 1, 0), (3, 2, 1), (4, 3, 1), (2, 1, 0))
QUIET_TEAM = "Discharge hub"


def take_pulses(act: Act) -> None:
    """Nine of the board's fifteen answered on paper; four of the eleven of a team did; one of the trust is open."""
    board = open_pulse(act, BOARD, team_id=None, asked=15)
    add_paper(act, board, BOARD_PAPERS)
    close_pulse(act, board)
    team = open_pulse(act, TEAM, team_id=team_ids(act.trust_id, on=act.day)[QUIET_TEAM], asked=11)
    add_paper(act, team, TEAM_PAPERS)
    close_pulse(act, team)
    open_pulse(act, STAFF, team_id=None, asked=200)
