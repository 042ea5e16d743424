"""Moves that give a clinical leader what the role lacks, share an outcome, or name the portfolio of a programme."""

from dataclasses import replace
from decimal import Decimal

import pytest

from plait.engine.cells import CannotRead
from plait.engine.leadership import CCIO, CNIO
from plait.engine.litmus.examples import RoleSketch, sketch_roles
from plait.engine.litmus.judging import judge_all
from plait.engine.litmus.moves.plans import predict
from plait.engine.litmus.moves.trying import BY_NAME, make_all, words_of
from plait.engine.litmus.outcome_sketches import OutcomeSketch, output, sketch_outcomes
from plait.engine.litmus.portfolio_sketches import sketch_portfolios
from plait.engine.litmus.tried import Move
from plait.engine.litmus.verdicts import Verdict
from tests.engine.litmus.test_moves import effects, seen, tried_for

MET, PARTLY, NOT_MET = Verdict.MET, Verdict.PARTLY_MET, Verdict.NOT_MET
AUTHORITY = "clinical-leaders-have-authority"
ALL_FIVE = (
    "protected time, a team of its own, a yearly budget of its own, a delegated limit and a line to the board or chief "
    "executive"
)
THE_CCIO = "Chief clinical information officer"
THE_CNIO = "Chief nursing information officer"


def limit(figure: str) -> Move:
    return Move("give a role authority", THE_CCIO, "delegated limit", figure)


def test_a_role_without_a_delegated_limit_may_be_given_that_of_the_other() -> None:
    trust = sketch_roles(RoleSketch(CCIO, has="0.6 4 250000 0"), RoleSketch(CNIO))
    [tried] = tried_for(trust, AUTHORITY)
    assert tried.title == f"Give the role {THE_CCIO} a delegated limit"
    assert tried.needs == (
        f"£50,000, which the role {THE_CNIO} has; whoever chooses this move may write another figure."
    )
    assert tried.decides == "The board, in its scheme of delegation"
    assert effects(tried) == [(AUTHORITY, NOT_MET, MET)]
    [move] = tried.moves
    assert (move.figure, seen(trust, move)) == ("50000", "")
    assert seen(make_all(trust, [move]), move) == f"{THE_CCIO}: delegated limit £50,000"


def test_the_figure_somebody_wrote_stands_beside_the_one_the_trust_has() -> None:
    trust = sketch_roles(RoleSketch(CCIO, has="0.6 4 250000 0"), RoleSketch(CNIO))
    said = words_of(trust, (limit("20000"),))
    assert said.needs == (f"£20,000, as whoever chose this move wrote. Compare £50,000, which the role {THE_CNIO} has.")
    small = make_all(trust, [limit("5")])
    assert (seen(small, limit("20000")), seen(small, limit("5"))) == ("", f"{THE_CCIO}: delegated limit £5")
    assert limit("5") == limit("20000"), "the figure is no part of which move it is"
    keys = [predict(trust, judge_all(trust), [limit(figure)]).keys for figure in ("5", "20000", "")]
    assert len(set(keys)) == len(keys), "and every prediction rests on its own"
    assert predict(trust, judge_all(trust), [limit("5")]).tried.moves[0].figure == "5"


def test_where_no_other_role_has_a_figure_people_give_one() -> None:
    trust = sketch_roles(RoleSketch(CCIO, has="0 0 0 0", reports_to="another director"))
    tried = tried_for(trust, AUTHORITY)
    assert [one.title.removeprefix(f"Give the role {THE_CCIO} ") for one in tried] == [
        "protected time",
        "a team of its own",
        "a yearly budget of its own",
        "a delegated limit",
        "a line to the board or chief executive",
        ALL_FIVE,
    ]
    assert tried[0].needs.startswith("A figure from whoever chooses this move: no other CCIO or CNIO role has one.")
    assert tried[4].needs == "A change of whom the role reports to."
    given = make_all(trust, [one.moves[0] for one in tried[:5]])
    assert [bool(seen(given, one.moves[0])) for one in tried[:5]] == [True] * 5
    assert [seen(trust, one.moves[0]) for one in tried[:5]] == [""] * 5
    assert seen(given, tried[4].moves[0]) == f"{THE_CCIO}: reports to the board or chief executive"
    assert seen(replace(given, roles=()), tried[4].moves[0]) == ""


def test_of_several_roles_that_have_a_figure_the_least_is_taken() -> None:
    trust = sketch_roles(RoleSketch(CCIO, has="0 4 250000 50000"), RoleSketch(CNIO))
    [_, nurse] = trust.roles
    second = replace(nurse, name="Second CNIO", protected_wte=Decimal("0.4"))
    [move] = BY_NAME["give a role authority"].find(replace(trust, roles=(*trust.roles, second)))
    assert move.figure == "0.4"
    assert words_of(replace(trust, roles=(*trust.roles, second)), (move,)).needs.startswith("0.4 WTE, which the role")


def test_the_form_asks_for_the_figure_a_move_wants_and_for_no_other() -> None:
    kind = BY_NAME["give a role authority"]
    pounds = kind.figure_of(limit(""))
    time = kind.figure_of(replace(limit(""), detail="protected time"))
    assert pounds is not None
    assert time is not None
    assert (pounds.label, pounds.shown(pounds.read("20000"))) == ("Delegated limit (£)", "£20,000")
    assert (time.label, time.shown(time.read(time.like))) == ("Protected time (WTE)", "0.6 WTE")
    with pytest.raises(CannotRead):
        pounds.read("plenty")
    assert kind.figure_of(replace(limit(""), detail="line to the board")) is None
    assert BY_NAME["fill a role"].figure_of(Move("fill a role", THE_CNIO, CNIO)) is None


def test_an_outcome_of_one_group_may_get_a_second_owner() -> None:
    trust = sketch_outcomes(OutcomeSketch("Waits", other=""), OutcomeSketch("Beds"), output("Systems installed"))
    [tried] = tried_for(trust, "outcomes-are-shared")
    assert tried.title == "Agree a second owner for the outcome Waits"
    assert "today Digital services does." in tried.needs
    assert effects(tried) == [("outcomes-are-shared", NOT_MET, MET)]
    [move] = tried.moves
    assert seen(trust, move) == ""
    assert seen(make_all(trust, [move]), move) == "Waits: owned by Digital services and (to be named)"


def test_an_outcome_of_nobody_or_of_a_clinical_group_alone_is_shared_on_the_copy() -> None:
    trust = sketch_outcomes(OutcomeSketch("Waits", digital="", other=""), OutcomeSketch("Beds", digital=""))
    beds, waits, both = tried_for(trust, "outcomes-are-shared")
    assert both.title == "Agree second owners for the outcomes Beds and Waits"
    assert "today Emergency department does." in beds.needs
    assert "today nobody does." in waits.needs
    made = make_all(trust, both.moves)
    assert all(one.is_shared for one in made.outcomes)
    assert seen(replace(trust, outcomes=()), beds.moves[0]) == ""
    assert "today nobody does." in words_of(replace(trust, outcomes=()), beds.moves).needs


def test_a_programme_may_be_given_its_portfolio() -> None:
    trust = sketch_portfolios({"Flow": "", "Letters": "Change portfolio", "Theatres": "Gone"})
    flow, theatres, both = tried_for(trust, "portfolios-are-clear")
    assert flow.title == "Name the portfolio of the programme Flow"
    assert flow.needs == "A decision which it belongs to: Change portfolio or Digital service."
    assert both.title == "Name the portfolios of the programmes Flow and Theatres"
    assert [bool(one.effects) for one in (flow, theatres, both)] == [False, False, True]
    [move] = flow.moves
    assert seen(trust, move) == ""
    assert seen(make_all(trust, [move]), move) == "Flow: of the portfolio Change portfolio"
    assert seen(replace(trust, programmes=()), move) == ""


def test_without_a_territory_of_technology_or_change_no_portfolio_can_be_named() -> None:
    trust = sketch_portfolios({"Flow": ""}, kinds=("other", "other"))
    assert BY_NAME["name a portfolio"].find(trust) == ()
