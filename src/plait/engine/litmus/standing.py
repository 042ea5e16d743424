"""How the five tests stand, in one sentence for the top of a page: which verdicts ask for something, and no total."""

from collections import Counter
from collections.abc import Iterable

from plait.engine.litmus.judging import HeadingSummary
from plait.engine.litmus.verdicts import Verdict
from plait.engine.litmus.wording import listed

STANDING = (
    (Verdict.NOT_MET, "not met"),
    (Verdict.PARTLY_MET, "partly met"),
)


def standing(summaries: Iterable[HeadingSummary]) -> str:
    """“4 tests are not met and 1 cannot be judged.”

    Met ones are counted in nothing, since “1 of 5” would be read as a score. Tests without a question are left out.
    """
    told = [one for one in summaries if one.judged]
    if not any(one.can_be_judged for one in told):
        return "We cannot tell yet. No question has the records it needs."
    count = Counter(one.verdict for one in told)
    said = [f"{count[verdict]} {_is(count[verdict])} {word}" for verdict, word in STANDING if count[verdict]]
    if unknown := count[Verdict.NOT_ENOUGH_EVIDENCE]:
        said.append(f"{unknown} cannot be judged")
    if not said:
        return "Every test is met."
    number, rest = said[0].split(" ", 1)
    return f"{number} {'test' if number == '1' else 'tests'} {listed([rest, *said[1:]])}."


def _is(count: int) -> str:
    return "is" if count == 1 else "are"
