"""The words for a proposed second team, the same on pages and from the command."""

from datetime import timedelta
from decimal import Decimal

from plait.engine.assembly.second_team import Another, How, Way
from plait.engine.litmus.wording import day, many
from plait.engine.offers import giver_words


def answer_words(made: Another, name: str) -> str:
    """What is proposed, in a sentence or two."""
    on, second = day(made.window.starts), many(len(made.second), "person", "people")
    if made.way is Way.BESIDE:
        return f"{name} can begin on {on} with {second}. {made.parent.name} stays as it is."
    new = many(made.newcomers, "new person", "new people") if made.newcomers else "nobody new"
    shared = _count(made, How.SHARES)
    both = f", and {many(shared, 'person is', 'people are')} in both" if shared else ""
    return (
        f"From {on} there can be two teams: {made.parent.name} with {many(len(made.first), 'person', 'people')} and "
        f"{name} with {second}. It takes {new}{both}."
    )


SERVED_BY = ("Competency", "Served by", "WTE", "From when")


def served_words(made: Another) -> list[tuple[str, ...]]:
    """Who serves which need part-time, without a place in one of the two."""
    return [
        (
            one.competency,
            giver_words(one.community, one.team),
            f"{Decimal(one.tenths) / 10:f}",
            f"Asked for from {day(made.window.starts)}" if one.is_new else "Already",
        )
        for one in made.served
    ]


def _count(made: Another, how: How) -> int:
    return sum(1 for one in made.second if one.how is how)


def people_before(made: Another) -> int:
    """How many people the first team has without a second one."""
    return len({one.employee_number for one in (*made.first, *made.second) if one.how is not How.JOINS})


def _pairs(people: int) -> int:
    return people * (people - 1) // 2


def lineage_words(made: Another, name: str) -> tuple[str, ...]:
    """The lineage in words, in the order of time."""
    before, parent, starts = people_before(made), made.parent.name, made.window.starts
    until = day(starts - timedelta(days=1))
    parts = [
        (_count(made, How.MOVES), "moves there", "move there"),
        (_count(made, How.SHARES), "is in both", "are in both"),
        (_count(made, How.JOINS), "is new", "are new"),
    ]
    how = ", ".join(f"{number} {one if number == 1 else more}" for number, one, more in parts if number)
    after = _pairs(len(made.first)) + _pairs(len(made.second))
    one_team = _pairs(len({one.employee_number for one in (*made.first, *made.second)}))
    first, second = many(len(made.first), "person", "people"), many(len(made.second), "person", "people")
    same = ", as before" if made.way is Way.BESIDE else ""
    return (
        f"Until {until}: {parent}, {many(before, 'person', 'people')}.",
        f"From {day(starts)}: {parent}, {first}{same}.",
        f"From {day(starts)}: {name}, which grew out of {parent}, {second}: {how}.",
        f"Pairs of people who have to talk: {after} in two teams, {one_team} if all were one team.",
    )
