"""The board of a small trust as its files say it met: a meeting, an item, a decision, a right."""

from tests.registers import Site

MEETINGS = """
Meeting    |Kind |Held on   |Starts at|Ends at|Status
Board, June|Board|05/06/2025|09:30    |12:45  |Published
"""
ITEMS = """
Meeting    |Item|Title      |Minutes|Tag    |Tag confirmed|Authors
Board, June|7   |Prescribing|20     |Digital|Yes          |Medical director
"""
DECISIONS = """
Meeting    |Decision      |Item|Technology decision|Led by
Board, June|Buy the system|7   |Yes                |Medical director
"""
RIGHTS = """
Right          |Subject|Has it|Since     |Document
Board committee|Digital|Yes   |01/04/2025|Standing orders
"""
BOARD_MEMBERS = """
Member   |Office          |Kind     |Votes|Employee number|Starts
Cy Otieno|Medical director|Executive|Yes  |1002           |01/05/2025
"""
PAPERS = """
Meeting    |Paper         |Item|Authors         |Status   |File
Board, June|The whole case|7   |Medical director|Published|case.pdf
"""
ATTENDED = """
Meeting    |Member   |Attendance|Deputy
Board, June|Cy Otieno|Deputy    |Di Sykes
"""
CHALLENGES = """
Meeting    |Question        |Asked by        |Item|Decision      |Answer   |What changed
Board, June|Who trains whom?|Medical director|7   |Buy the system|We do not|We will
"""
ACTIONS = """
Meeting    |Action        |Item|Owner           |Due on    |Tag
Board, June|Find a trainer|7   |Medical director|01/07/2025|Digital
"""
SPONSORED = """
Office          |Kind   |Of what               |Part   |Starts
Medical director|Service|Single point of access|Sponsor|01/05/2025
"""


def seat(site: Site) -> None:
    """A member of the board who sent a deputy, asked, has something to do, and sponsors."""
    site.bring(board_members=BOARD_MEMBERS, board_attendance=ATTENDED, board_challenges=CHALLENGES)
    site.bring(board_actions=ACTIONS, sponsorships=SPONSORED, board_papers=PAPERS)
