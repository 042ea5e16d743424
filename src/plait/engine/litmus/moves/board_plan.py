"""The plan to one board as it is kept, and the words in which pages, the command line and the pack tell of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plait.engine.litmus.cost import Cost
from plait.engine.litmus.moves.plans import Checked, Followed, Predicted, excluded_words, move_words, together_words
from plait.engine.litmus.moves.telling import asked
from plait.engine.litmus.moves.trying import BY_NAME
from plait.engine.litmus.tried import Move
from plait.engine.litmus.wording import day, many
from plait.engine.origins import Origin

NO_PLAN = "No plan to the next board is made."
NO_LAST_PLAN = "No plan to a board that has met is recorded."
WAITS = "The set is being judged. That takes a few seconds."
OPEN, DONE = "Open", "Done"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A move somebody chose: who does it, by when, and its words as they stood when it was chosen."""

    move: Move
    owner: str
    due_on: date
    title: str
    needs: str = ""
    decides: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """A chosen move as it is kept; `version` is that of its row."""

    id: int
    version: int
    chosen: Chosen
    chosen_by: str
    chosen_on: date


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One move of a plan as it is told: `state` says whether the record shows it done, `record` which record.

    `cost` is what it costs in a year; nothing where the set was not judged as it stands, or where the move is done.
    """

    title: str
    owner: str
    due: str
    state: str
    record: str
    origin: Origin | None = None
    needs: str = ""
    decides: str = ""
    cost: Cost | None = None


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One verdict of a plan as it is told: what was predicted, what it is, and why it differs where it does."""

    question: str
    predicted: str
    now: str
    answer: str
    why: str


@dataclass(frozen=True, slots=True)
class BoardPlan:
    """The plan to the board of one day: its moves, what was predicted of them together, and how they stand."""

    board_on: date
    moves: tuple[Planned, ...]
    predicted: Predicted | None = None
    followed: Followed | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its moves with their figures, in order."""
        return tuple(sorted(one.chosen.move.whole_key for one in self.moves))

    @property
    def is_judged(self) -> bool:
        """Was the set judged as it stands?"""
        return self.predicted is not None and self.predicted.keys == self.keys

    @property
    def sentence(self) -> str:
        """How many moves it has, and how many the record shows done."""
        done = sum(1 for one in self.moves if self.followed and one.chosen.move.key in self.followed.done)
        chosen = many(len(self.moves), "move is", "moves are")
        return f"{chosen} chosen for the board on {day(self.board_on)}. {_done(done, len(self.moves))}"

    @property
    def went(self) -> str:
        """How the plan to a board that has met went, in a sentence or two."""
        done = sum(1 for one in self.moves if self.followed and one.chosen.move.key in self.followed.done)
        checks = [one for one in self.checks if one.is_due]
        right = sum(one.is_as_predicted for one in checks)
        were = "was" if done == 1 else "were"
        said = f"{done} of {many(len(self.moves), 'move', 'moves')} {were} done when the board met."
        ahead = len(self.checks) - len(checks)
        later = f" {many(ahead, 'prediction is', 'predictions are')} for a day still ahead." if ahead else ""
        if not checks:
            return f"{said} No verdict was to be checked by then.{later}"
        are = "is" if 1 in {right, len(checks)} else "are"
        return f"{said} {right} of {many(len(checks), 'verdict', 'verdicts')} {are} as predicted.{later}"

    @property
    def costs(self) -> Mapping[str, Cost]:
        """What each move costs in a year, by its key, where the set was judged as it stands; not those done before."""
        if self.predicted is None or not self.is_judged:
            return {}
        tried = self.predicted.tried
        return {move.key: cost for move, cost in zip(tried.moves, tried.costs, strict=False)}

    @property
    def checks(self) -> tuple[Checked, ...]:
        """Each expected verdict against the record."""
        return self.followed.checks if self.followed else ()

    def lines(self) -> tuple[PlanLine, ...]:
        """Its moves, the first due first."""
        return tuple(self._line(one) for one in self.moves)

    def _line(self, one: Planned) -> PlanLine:
        chosen = one.chosen
        shown = self.followed.done.get(chosen.move.key) if self.followed else None
        is_late = shown is None and self.followed is not None and self.followed.on > chosen.due_on
        state = DONE if shown else f"{OPEN}, and past its day" if is_late else OPEN
        record, origin = (shown.words, shown.origin) if shown else ("", None)
        terms = (chosen.needs, chosen.decides, self.costs.get(chosen.move.key))
        return PlanLine(titled(chosen), chosen.owner, day(chosen.due_on), state, record, origin, *terms)

    def check_lines(self) -> tuple[CheckLine, ...]:
        """Its expected verdicts, with what came of each."""
        return tuple(_check_line(one) for one in self.checks)

    def together(self) -> tuple[str, ...]:
        """What the set changes together; that it is still being judged where it was not judged as it stands."""
        if self.predicted is None or not self.is_judged:
            return (WAITS,)
        return (*together_words(self.predicted), *_beside(self.predicted))

    def notes(self) -> tuple[str, ...]:
        """What is to know of the set beside the verdicts it changes, or that it changes none."""
        if self.predicted is None or not self.is_judged or not self.predicted.tried.effects:
            return self.together()
        return _beside(self.predicted)


def _beside(predicted: Predicted) -> tuple[str, ...]:
    """Which moves exclude each other, and which could not be tried."""
    idle = tuple(f"{move_words(one)}: not tried, as it is done or no longer open." for one in predicted.idle)
    return (*excluded_words(predicted), *idle)


def titled(chosen: Chosen) -> str:
    """A chosen move with the figure somebody gave with it: “Give the role … a delegated limit: £50,000”."""
    asked_for = BY_NAME[chosen.move.kind].figure_of(chosen.move)
    if asked_for is None or not chosen.move.figure:
        return chosen.title
    return f"{chosen.title}: {asked_for.shown(Decimal(chosen.move.figure))}"


def _done(done: int, of: int) -> str:
    if done == of:
        return "It is done." if of == 1 else "All are done."
    return "None is done yet." if not done else f"{done} {_is(done)} done."


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _check_line(one: Checked) -> CheckLine:
    expected = one.expected
    later = f" from {day(expected.starts)}" if expected.starts else ""
    same = expected.before is expected.after
    predicted = f"Stays {expected.after.value}" if same else f"{expected.before.word} → {expected.after.value}{later}"
    return CheckLine(asked(expected.name), predicted, one.now.value, one.answer, " ".join(one.why))


def next_plan(plans: Collection[BoardPlan], on: date) -> BoardPlan | None:
    """The plan to the next board from a day on; nothing where none is made."""
    return min((one for one in plans if one.board_on >= on), key=_board_day, default=None)


def last_plan(plans: Collection[BoardPlan], on: date) -> BoardPlan | None:
    """The plan to the last board before a day; nothing where there was none."""
    return max((one for one in plans if one.board_on < on), key=_board_day, default=None)


def _board_day(plan: BoardPlan) -> date:
    return plan.board_on
