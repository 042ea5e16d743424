"""The plan to the next board: moves judged together before, and followed in the record until the board has met."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from plait.engine.litmus.findings import Finding
from plait.engine.litmus.judging import Judged
from plait.engine.litmus.moves.kinds import Shown
from plait.engine.litmus.moves.telling import asked, from_to
from plait.engine.litmus.moves.trying import BY_NAME, excluding, judged_again, make_all, try_together
from plait.engine.litmus.tried import Effect, Move, Tried
from plait.engine.litmus.verdicts import Verdict
from plait.engine.litmus.wording import day
from plait.engine.trust import Trust

Marked = tuple[tuple[str, bool], ...]
"""The rows behind a verdict in short: what each is about, and whether it counts against the verdict."""
MOST_ROWS = 6


@dataclass(frozen=True, slots=True)
class Predicted:
    """What Plait said on a day of a set of moves together.

    `keys` are those of the set, each with its figure; `expected` is, for each question it is for or changes, the
    verdict before and after, the same where none changes. `rows` are those behind each expected verdict, `excluded` the
    pairs that exclude each other, `idle` what could not be tried: done already, or no longer open.
    """

    on: date
    keys: tuple[str, ...]
    tried: Tried
    expected: tuple[Effect, ...]
    rows: Mapping[str, Marked]
    excluded: tuple[tuple[Move, Move], ...] = ()
    idle: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """One expected verdict against the record: what it is now, whether that is as predicted, and if not, why."""

    expected: Effect
    now: Verdict
    is_due: bool
    why: tuple[str, ...] = ()

    @property
    def is_as_predicted(self) -> bool:
        """Is the verdict the one that was predicted, where its day has come?"""
        return self.is_due and self.now is self.expected.after

    @property
    def answer(self) -> str:
        """“As predicted.”, “Not as predicted.”, or that the day is still to come."""
        if not self.is_due and self.expected.starts:
            return f"Still ahead: predicted for {day(self.expected.starts)}, if nothing else changes."
        return "As predicted." if self.is_as_predicted else "Not as predicted."


@dataclass(frozen=True, slots=True)
class Followed:
    """How a plan stands by the record of a day: by the key of a move, the record that shows it done; each verdict."""

    on: date
    done: Mapping[str, Shown]
    checks: tuple[Checked, ...]


def predict(trust: Trust, judged: Sequence[Judged], moves: Sequence[Move]) -> Predicted:
    """What a set of moves changes when all are made, with what they make worse and which exclude each other."""
    open_to = tuple(move for move in moves if move in BY_NAME[move.kind].find(trust))
    tried = try_together(trust, judged, open_to) if open_to else Tried((), "", "", "")
    again = judged_again(judged, make_all(trust, open_to), {s for m in open_to for s in BY_NAME[m.kind].sheets})
    now = {one.slug: one.finding for one in again}
    was = {one.slug: one.finding.verdict for one in judged}
    aims = {slug for move in moves for slug in BY_NAME[move.kind].aims}
    changed = {effect.name for effect in tried.effects}
    same = [Effect(slug, was[slug], was[slug]) for slug in was if slug in aims - changed]
    expected = (*tried.effects, *same)
    return Predicted(
        trust.on,
        tuple(sorted(move.whole_key for move in moves)),
        tried,
        expected,
        {one.name: marked(now[one.name]) for one in expected},
        excluding(open_to),
        tuple(move for move in moves if move not in open_to),
    )


def marked(finding: Finding) -> Marked:
    """The rows behind a finding in short; none where it counts people too few for some to read."""
    return () if finding.counted else tuple((row.label, row.is_highlighted) for row in finding.evidence)


def follow(trust: Trust, judged: Iterable[Judged], moves: Mapping[Move, date], predicted: Predicted | None) -> Followed:
    """How a plan stands on the day of the trust; `moves` gives the day each was chosen.

    Whether a move is done is seen in the record alone: nobody ticks it off.
    """
    seen = {move: BY_NAME[move.kind].see(trust, move, since) for move, since in moves.items()}
    open_moves = [move for move, shown in seen.items() if shown is None]
    findings = {one.slug: one.finding for one in judged}
    expected = predicted.expected if predicted else ()
    checks = [
        _check(one, findings[one.name], open_moves, predicted.rows.get(one.name, ()) if predicted else (), trust.on)
        for one in expected
        if one.name in findings
    ]
    return Followed(trust.on, {move.key: shown for move, shown in seen.items() if shown}, tuple(checks))


def _check(expected: Effect, finding: Finding, open_moves: Iterable[Move], rows: Marked, on: date) -> Checked:
    is_due = expected.starts is None or expected.starts <= on
    undone = [one for one in open_moves if expected.name in BY_NAME[one.kind].aims]
    if not is_due:
        late = tuple(f"{move_words(one)}: not done yet, so that it will be later." for one in undone)
        return Checked(expected, finding.verdict, is_due, late)
    if finding.verdict is expected.after:
        return Checked(expected, finding.verdict, is_due)
    why = [f"{move_words(one)}: not done." for one in undone]
    return Checked(expected, finding.verdict, is_due, (*why, *_differing(rows, marked(finding))))


def move_words(move: Move) -> str:
    """A move in a plain sentence, of whatever trust: “Add a clinical member to Outpatient booking”."""
    return BY_NAME[move.kind].says(move)


def _differing(then: Marked, now: Marked) -> tuple[str, ...]:
    """The rows that are otherwise than predicted: come, gone, or counting the other way."""
    if not then or not now:
        return ()
    gone, come = Counter(then) - Counter(now), Counter(now) - Counter(then)
    said: dict[str, None] = {}
    for label, against in sorted(come):
        other = (label, not against) in gone
        counts = "counts against it" if against else "counts for it"
        said[f"{label}: {'now ' if other else 'new, and '}{counts}."] = None
    labels = {label for label, _ in come}
    said |= dict.fromkeys(f"{label}: no longer there." for label, _ in sorted(gone) if label not in labels)
    every = list(said)
    more = (f"And {len(every) - MOST_ROWS} rows more.",) if len(every) > MOST_ROWS else ()
    return (*every[:MOST_ROWS], *more)


def together_words(predicted: Predicted) -> tuple[str, ...]:
    """What the set changes, a sentence each; what it makes worse first."""
    effects = sorted(predicted.tried.effects, key=lambda one: one.is_better)
    said = [f"{'Worse' if one.is_worse else 'Better'}: {asked(one.name)} {from_to(one)}." for one in effects]
    said += [f"{test.name} becomes {test.after.value}." for test in predicted.tried.tests]
    return tuple(said) or ("Judged together, they change no verdict today.",)


def excluded_words(predicted: Predicted) -> tuple[str, ...]:
    """Each pair of moves that exclude each other."""
    return tuple(
        f"These exclude each other: “{move_words(one)}” and “{move_words(other)}”. A second team shares the members "
        "anew; add the viewpoint afterwards."
        for one, other in predicted.excluded
    )
