"""What is said of how strategy and digital work are linked, in the words of the question and of its page."""

from plait.engine.litmus.wording import Claim, many
from plait.engine.strategy import Links

MEASURED = Claim("objective", "objectives", "has a digital outcome measure", "have a digital outcome measure")


def words_of_orphans(links: Links) -> str:
    """How many digital objectives serve no objective of the trust."""
    if not links.orphans:
        return "Every digital objective serves a strategic one."
    serve = "serves" if links.orphans == 1 else "serve"
    of = many(links.digital, "digital objective", "digital objectives")
    return f"{links.orphans} of {of} {serve} no strategic objective."


def words_of_measured(links: Links) -> str:
    """How many strategic objectives have a digital outcome measure."""
    return f"{MEASURED.counted(links.measured, len(links.linked))}."


def measured_in_short(links: Links) -> str:
    """The same beside another sentence that speaks of objectives."""
    have = "has" if links.measured == 1 else "have"
    return f"Of {len(links.linked)} strategic, {links.measured} {have} digital measures."
