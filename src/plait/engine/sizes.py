"""The trust's own setting of how many people a team may have: what can be written, and what goes together."""

from plait.engine.cells import read_text, read_whole
from plait.engine.sheets import Column
from plait.engine.trust import TeamSizes

LEAST_OF_ALL, MOST_OF_ALL = 2, 20
COLUMNS = (
    Column(
        "least",
        "Fewest people",
        "A team with fewer is too small to last, unless it is new.",
        "5",
        read_whole(LEAST_OF_ALL, MOST_OF_ALL),
        required=True,
    ),
    Column(
        "most",
        "Most people",
        "At this size a team is full, and grows by a second team.",
        "9",
        read_whole(LEAST_OF_ALL, MOST_OF_ALL),
        required=True,
    ),
    Column(
        "reason",
        "Reason",
        "Why this trust needs another size; it stands beside every question that counts by it.",
        "Community teams cover three sites",
        read_text(500),
    ),
)


def fault_of_sizes(sizes: TeamSizes, reason: str) -> tuple[str, str]:
    """What does not go together, as the column at fault and what to do; nothing, twice, where all does."""
    if sizes.least > sizes.most:
        return "most", f"This is fewer than {sizes.least}. Write {sizes.least} or more, or fewer people above."
    if sizes != TeamSizes() and not reason:
        return "reason", "Write why this trust chose another size than 5 to 9."
    return "", ""
