"""The sheets of who sits on the board and what its members do there, beside its meetings, items and decisions."""

from plait.engine.board_members import BOARD_MEMBERS

RECORD_SHEETS = (BOARD_MEMBERS,)
