"""One board paper opened for a day to somebody who may not read it: asked for with the reason, agreed by another."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

LASTS = timedelta(hours=24)
"""How long a paper stays open to whoever asked (our default); it is shut earlier by one press."""
LONGEST_WISH, LONGEST_REASON = 300, 500


class Standing(Enum):
    """How it stands with an asking, in words."""

    WAITS = "Waits for an answer"
    DECLINED = "Declined"
    TAKEN_BACK = "Taken back"
    OPEN = "Open"
    SHUT = "Shut early"
    OVER = "Over"


@dataclass(frozen=True, slots=True)
class Opening:
    """Who asked for what and why, who agreed and until when, and who shut it before that.

    The paper and its title are known once somebody agreed: who asks may know of none. The paper is none again when it
    is removed.
    """

    id: int
    version: int
    user_id: int
    asked_by: str
    asked_at: datetime
    wish: str
    reason: str
    paper_id: int | None = None
    title: str = ""
    agreed_by: str = ""
    agreed_at: datetime | None = None
    until: datetime | None = None
    ended_by: str = ""
    ended_at: datetime | None = None


def standing_of(opening: Opening, at: datetime) -> Standing:
    """How it stands with an asking at a moment."""
    if opening.until is None:
        if opening.ended_at is None:
            return Standing.WAITS
        return Standing.TAKEN_BACK if opening.ended_by == opening.asked_by else Standing.DECLINED
    if opening.ended_at is not None:
        return Standing.SHUT
    return Standing.OPEN if at < opening.until else Standing.OVER
