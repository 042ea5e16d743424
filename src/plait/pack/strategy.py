"""The page of what the trust chose not to do: what, why, what is done instead, and when to ask again."""

from plait.engine.litmus.wording import day, many
from plait.engine.strategy import Undone, left_undone
from plait.pack.content import Content
from plait.pack.document import Section, Table

NOTHING = (
    "Nothing is recorded that the trust chose not to do. Without it nobody can tell whether something was weighed and "
    "left, or forgotten."
)
NO_DAY = "No day is set"


def not_chosen(content: Content) -> Section:
    """The register as it stood on the day; what is to be looked at again by then is counted."""
    trust = content.trust
    undone = left_undone(trust.not_chosen, trust.meetings, trust.on)
    due = sum(one.is_due(trust.on) for one in undone)
    again = f" It is time to look again at {due}." if due else ""
    answer = f"The trust chose not to do {many(len(undone), 'thing', 'things')} on its register.{again}"
    table = Table(
        "What, why, and what instead",
        ("What we will not do", "Reason", "Instead", "Decided", "Look again"),
        tuple(map(_row, undone)),
        NOTHING,
        (22, 27, 22, 17, 12),
    )
    return Section("not-chosen", "What we chose not to do", answer if undone else NOTHING, (table,), follows=True)


def _row(one: Undone) -> tuple[str, ...]:
    choice, again = one.choice, one.choice.look_again_on
    decided = [day(one.decided_on) if one.decided_on else "", choice.decision]
    asked = f" Asked for by: {choice.asked_by}." if choice.asked_by else ""
    return (
        choice.name,
        f"{choice.reason.rstrip('.')}.{asked}",
        choice.instead or "Nothing",
        ": ".join(part for part in decided if part) or "The meeting is not on the record",
        day(again) if again else NO_DAY,
    )
