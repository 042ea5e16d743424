"""The pages of the plan to the next board, of how the last one went, and of what to ask."""

from collections.abc import Iterable

from plait.engine.litmus.cost import together_cost
from plait.engine.litmus.explanations import EXPLAINED
from plait.engine.litmus.moves.board_plan import NO_LAST_PLAN, NO_PLAN, BoardPlan, last_plan, next_plan
from plait.engine.litmus.moves.telling import tell
from plait.engine.litmus.tried import next_move
from plait.engine.litmus.wording import day, many
from plait.pack.content import Content, asked_by
from plait.pack.document import Points, Section, Table, Words

FOLLOWED = "Nobody ticks a move off: it is done when the record shows it."
NO_MOVE = "No structural act that could be tried would better a question today."
ALL_MET = "Every question that can be judged is met."


def plan(content: Content) -> Section:
    """The moves chosen for the next board, what they change together, and what else was tried."""
    chosen = next_plan(content.plans, content.trust.on)
    moves = Table(
        "Moves chosen",
        ("Move", "Who", "By when", "State"),
        _moves(chosen),
        f"{NO_PLAN} Without one nobody can say what the board will see next.",
        (38, 20, 16, 26),
    )
    tried = Table(
        "Moves that were tried",
        ("Question", "Move", "Becomes", "What else it changes"),
        tuple(_tried(content)),
        NO_MOVE,
        (30, 30, 16, 24),
        (2,),
    )
    cost = together_cost(chosen.costs.values(), exact=False) if chosen else ""
    said = (*chosen.together(), *((f"Costs. {cost}",) if cost else ())) if chosen else ()
    together = (Points("Judged together", said),) if chosen else ()
    answer = chosen.sentence if chosen else NO_PLAN
    blocks = (*together, moves, tried, Words(FOLLOWED, small=True))
    return Section("plan", "Plan to the next board", answer, blocks, follows=True)


def _moves(plan: BoardPlan | None) -> tuple[tuple[str, ...], ...]:
    lines = plan.lines() if plan else ()
    return tuple((one.title, one.owner, one.due, ". ".join(p for p in (one.state, one.record) if p)) for one in lines)


def _tried(content: Content) -> Iterable[tuple[str, ...]]:
    """For each question the next move that betters it."""
    for one in content.judged:
        if tried := next_move(one.slug, one.tried):
            told = tell(tried, one)
            later = told.answer if told.is_later else ""
            yield asked_by(one), told.title, told.becomes, " ".join(p for p in (later, *told.others, told.test) if p)


def last(content: Content) -> Section:
    """What was done of the plan to the last board, and whether verdicts came out as predicted."""
    went = last_plan(content.plans, content.trust.on)
    moves = Table(
        "Moves of that plan",
        ("Move", "Who", "By when", "State"),
        _moves(went),
        f"{NO_LAST_PLAN} What was promised then cannot be shown.",
        (38, 20, 16, 26),
    )
    checks = Table(
        "Verdicts against the prediction",
        ("Question", "Predicted", "Came out as", "As predicted?", "Why it differs"),
        tuple(
            (one.question, one.predicted, one.now, one.answer, one.why) for one in (went.check_lines() if went else ())
        ),
        "Nothing was predicted for a board that has met.",
        (26, 18, 20, 14, 22),
        (2,),
    )
    answer = f"The plan to the board on {day(went.board_on)}: {went.went}" if went else NO_LAST_PLAN
    return Section("last-plan", "How the last plan went", answer, (moves, checks), follows=True)


def to_ask(content: Content) -> Section:
    """What a non-executive can ask of each question that is not met or partly met, and whose it is to answer."""
    wanted = [one for one in content.judged if one.litmus and one.finding.verdict in EXPLAINED]
    rows = tuple(
        (one.litmus.ask, one.finding.verdict.value, one.finding.sentence, content.owner_of(one))
        for one in wanted
        if one.litmus
    )
    table = Table(
        "Questions to put, and who answers",
        ("Ask", "Verdict", "What the records say", "Whose to answer"),
        rows,
        ALL_MET,
        (36, 16, 32, 16),
        (1,),
    )
    count = many(len(rows), "question is", "questions are")
    return Section(
        "to-ask", "What to ask", f"{count} not met or partly met." if rows else ALL_MET, (table,), follows=True
    )
