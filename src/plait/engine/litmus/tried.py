"""Moves that were tried on a copy of a trust, and the verdicts each would change, for better and worse."""

from dataclasses import dataclass, field
from datetime import date

from plait.engine.litmus.cost import Cost
from plait.engine.litmus.earlier import Change, Earlier
from plait.engine.litmus.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Move:
    """One structural act: of which kind, on which record by its name, and which of several things there.

    `detail` is the kind of a leadership role, what a role lacks, or the viewpoint a team lacks; nothing for any other
    kind. `figure` is how much people give by it, as plain digits, where that is asked: the move is the same whatever
    it says.
    """

    kind: str
    subject: str
    detail: str = ""
    figure: str = field(default="", compare=False)

    @property
    def key(self) -> str:
        """What a form and the record know it by; no two moves of a trust have the same."""
        return f"{self.kind}/{self.subject}/{self.detail}"

    @property
    def whole_key(self) -> str:
        """The key with the figure, which a prediction rests on too."""
        return f"{self.key}/{self.figure}" if self.figure else self.key


@dataclass(frozen=True, slots=True)
class Effect:
    """A verdict that would change: of which question, or of which litmus test, from what to what.

    Some acts change what is counted of a year, so that it changes only from a later day, `starts`; `before` is then
    the verdict of that day without the act. `name` is the slug of a question or the name of a test.
    """

    name: str
    before: Verdict
    after: Verdict
    starts: date | None = None

    @property
    def change(self) -> Change:
        """Is it for the better or the worse?"""
        return Earlier(self.starts or date.min, self.before).change(self.after)

    @property
    def is_better(self) -> bool:
        """Does it bring the verdict nearer to met, or make one known that is no failure?"""
        known = self.change is Change.TOLD and self.after is not Verdict.NOT_MET
        return known or self.change is Change.BETTER

    @property
    def is_worse(self) -> bool:
        """Does it take the verdict further from met, or make it unknown, or known as a failure?"""
        return not self.is_better


@dataclass(frozen=True, slots=True)
class Tried:
    """One act, or several together, tried on a copy: what it is in words, what it needs, and what it changes.

    `needs` says what has to be there, time as far as it is recorded, `decides` whose decision it is. `effects` are
    those on questions, `tests` those on the five litmus tests. `said` is what each question it is for would then
    answer, by its slug; nothing where it counts people too few for some to read. `costs` is what each move costs in a
    year.
    """

    moves: tuple[Move, ...]
    title: str
    needs: str
    decides: str
    effects: tuple[Effect, ...] = ()
    tests: tuple[Effect, ...] = ()
    said: tuple[tuple[str, str], ...] = ()
    costs: tuple[Cost, ...] = ()

    def effect_on(self, question: str) -> Effect | None:
        """What it changes of one question, the latest of it where it changes it twice; nothing where it does not."""
        return next((one for one in reversed(self.effects) if one.name == question), None)

    def betters(self, question: str) -> bool:
        """Is one question better by it?"""
        effect = self.effect_on(question)
        return effect is not None and effect.is_better

    def sentence_on(self, question: str) -> str:
        """What a question it is for would then answer."""
        return dict(self.said).get(question, "")

    @property
    def worse(self) -> tuple[Effect, ...]:
        """What it makes worse of the questions."""
        return tuple(one for one in self.effects if one.is_worse)


def next_move(question: str, tried: tuple[Tried, ...]) -> Tried | None:
    """The first of those tried that makes a question met, or failing that the first that betters it; or nothing.

    They stand in the order of the record, one act before several together: nothing is ranked.
    """
    better = [one for one in tried if one.betters(question)]
    met = [one for one in better if (effect := one.effect_on(question)) and effect.after is Verdict.MET]
    return next(iter((*met, *better)), None)
