"""Questions that wait for a sheet Plait cannot read yet: each has its place and its words, and says what it lacks."""

from collections.abc import Callable

from plait.engine.litmus.examples import Example, sketch
from plait.engine.litmus.findings import Finding
from plait.engine.litmus.verdicts import Verdict
from plait.engine.litmus.wording import CANNOT_TELL
from plait.engine.trust import Trust


def waits(sheet: str) -> Callable[[Trust], Finding]:
    """The judge of a question that rests on a sheet Plait cannot read yet: whatever the trust, we cannot tell."""

    def judge(_: Trust) -> Finding:
        return Finding(
            Verdict.NOT_ENOUGH_EVIDENCE,
            _sentence(sheet),
            would_count=f"A sheet of {sheet}, once Plait can read one.",
        )

    return judge


def nothing_to_read(sheet: str) -> tuple[Example, ...]:
    """The one worked example of such a question."""
    return (Example("Whatever was sent.", sketch(), Verdict.NOT_ENOUGH_EVIDENCE, _sentence(sheet)),)


def _sentence(sheet: str) -> str:
    return f"{CANNOT_TELL} Plait cannot read {sheet} yet."
