"""What a move that was tried changes, in the words of pages, the command line and the board pack."""

from collections.abc import Iterable
from dataclasses import dataclass

from plait.engine.litmus.cost import cost_words, together_cost
from plait.engine.litmus.judging import Judged, questions
from plait.engine.litmus.kit import Heading
from plait.engine.litmus.moves.trying import BY_NAME
from plait.engine.litmus.moves.without import WITHOUT
from plait.engine.litmus.tried import Effect, Tried
from plait.engine.litmus.verdicts import Verdict
from plait.engine.litmus.wording import day

LEAD = "Each was applied to a copy of our records, and what it may change was judged again."
NO_ACT = "No act that Plait can try would change it today."
NO_RECORD = "No move is offered before there is evidence enough to judge it."


@dataclass(frozen=True, slots=True)
class Told:
    """One move as it is told for one question: `answer` is what becomes of that, `others` what becomes of the rest.

    `was` and `becomes` are verdicts, nothing where it changes none. `test` says what tests become,
    and `stays` that its own does not change; one that `is_later` changes the verdict from a later day only.
    """

    title: str
    was: str
    becomes: str
    answer: str
    others: tuple[str, ...]
    test: str
    needs: str
    decides: str
    is_later: bool = False
    costs: str = ""
    stays: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """All of it after the title, a sentence or two on each line."""
        return (*(line for line in (self.answer, *self.others, self.test) if line), *self.terms)

    @property
    def terms(self) -> tuple[str, ...]:
        """What it needs, what it costs where that was worked out, and who decides it."""
        return (self.needs, *((self.costs,) if self.costs else ()), self.decides)


def cost_sentence(tried: Tried, *, exact: bool) -> str:
    """What one move costs, or several together; nothing for what was tried before costs were worked out."""
    is_one = len(tried.costs) == 1
    return cost_words(tried.costs[0], exact=exact) if is_one else together_cost(tried.costs, exact=exact)


def costs_of(tried: Tried, *, exact: bool) -> str:
    """“Costs: …” of one move, or of several together; nothing for what was tried before costs were worked out."""
    said = cost_sentence(tried, exact=exact)
    return f"Costs: {said[0].lower()}{said[1:]}" if said else ""


def tell(tried: Tried, one: Judged, *, exact: bool = False) -> Told:
    """A move, told for a question that it is for or betters; `exact` for who may read pay to the penny."""
    own, stays = tried.effect_on(one.slug), _stays(tried, one)
    return Told(
        tried.title,
        own.before.value if own else "",
        own.after.value if own else "",
        _answer(own, tried.sentence_on(one.slug)),
        others_of(tried, leaving=one.slug),
        " ".join(
            part
            for part in (*(f"{_short(each.name)} becomes {each.after.value}." for each in tried.tests), stays)
            if part
        ),
        f"Needs: {tried.needs}",
        f"Decided by: {tried.decides}.",
        own is not None and own.starts is not None,
        costs_of(tried, exact=exact),
        stays,
    )


def _answer(own: Effect | None, says: str) -> str:
    if own is None:
        return f"Changes no verdict. It would then say: {says}" if says else "Changes no verdict."
    if own.starts:
        return (
            f"Becomes {own.after.value} on {day(own.starts)} if nothing else changes; without it, {own.before.value}. "
            "Until then, the time before still counts."
        )
    return f"Becomes {own.after.value}."


def others_of(tried: Tried, *, leaving: str = "") -> tuple[str, ...]:
    """Each other question it changes, what it makes worse first."""
    effects = sorted((one for one in tried.effects if one.name != leaving), key=lambda one: one.is_better)
    return tuple(other_words(effect) for effect in effects)


def other_words(effect: Effect) -> str:
    """“Makes another question worse: Is every team small enough…? Met → not met.”"""
    lead = "Also makes better" if effect.is_better else "Makes another question worse"
    return f"{lead}: {asked(effect.name)} {from_to(effect)}."


def from_to(effect: Effect) -> str:
    """“Met → not met”, with the day where it is a later one."""
    when = f" on {day(effect.starts)}" if effect.starts else ""
    return f"{effect.before.word} → {effect.after.value}{when}"


def asked(slug: str) -> str:
    """The question of a slug; the slug itself where there is no such question any more."""
    return next((one.question for one in questions() if one.slug == slug), slug)


def _stays(tried: Tried, one: Judged) -> str:
    """That the test of the question stays as it is, where only questions change."""
    heading = one.litmus.heading.value if one.litmus else ""
    changes = heading in {effect.name for effect in tried.tests}
    return f"The test {_short(heading)} stays as it is." if heading and tried.effects and not changes else ""


def no_move_words(one: Judged) -> str:
    """Why a question has no move, in a sentence; nothing where it has one, or is met and needs none."""
    if one.tried or one.finding.verdict is Verdict.MET:
        return ""
    waits = one.litmus is not None and bool(one.litmus.waits_for)
    if one.finding.verdict is Verdict.NOT_ENOUGH_EVIDENCE and not one.is_context and not waits:
        return NO_RECORD
    return WITHOUT[one.slug].says if one.slug in WITHOUT else NO_ACT


def aims_of_all() -> frozenset[str]:
    """The questions that some kind of move is for."""
    return frozenset(slug for kind in BY_NAME.values() for slug in kind.aims)


def all_tried(judged: Iterable[Judged]) -> tuple[Tried, ...]:
    """Every single move that was tried, once each, in the order of the questions."""
    single = [tried for one in judged for tried in one.tried if len(tried.moves) == 1]
    return tuple({tried.moves[0].key: tried for tried in single}.values())


def _short(heading: str) -> str:
    """What pages call a test."""
    return next((one.short for one in Heading if one.value == heading), heading)
