"""The sheets of who sits on the board and what its members do there, beside its meetings, items and decisions."""

from plait.engine.attendance import ATTENDANCE
from plait.engine.board_actions import ACTIONS
from plait.engine.board_members import BOARD_MEMBERS
from plait.engine.challenges import CHALLENGES
from plait.engine.papers import PAPERS
from plait.engine.sponsorships import SPONSORSHIPS

RECORD_SHEETS = (BOARD_MEMBERS, ATTENDANCE, PAPERS, CHALLENGES, ACTIONS, SPONSORSHIPS)
