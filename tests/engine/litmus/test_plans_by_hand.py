"""A set judged together is the trust in which somebody wrote every move down by hand, judged from the beginning."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as some

from plait.engine.accountability import Claim, Settlement
from plait.engine.leadership import AT_THE_TOP, CCIO, CDIO, CNIO, Holder
from plait.engine.litmus.examples import (
    ON,
    RoleSketch,
    TeamSketch,
    TerritorySketch,
    sketch,
    sketch_accountability,
    sketch_roles,
)
from plait.engine.litmus.judging import judge_all
from plait.engine.litmus.moves.plans import predict
from plait.engine.litmus.moves.trying import KINDS
from plait.engine.litmus.outcome_sketches import OutcomeSketch, sketch_outcomes
from plait.engine.litmus.portfolio_sketches import sketch_portfolios
from plait.engine.litmus.tried import Move
from plait.engine.teams import Membership, Team
from plait.engine.trust import Trust, by_number
from plait.engine.viewpoints import Viewpoint
from tests.engine.litmus.test_moves import board


def whole_trust() -> Trust:
    """A trust in which every kind of move can be made, of all the sketches together."""
    roles = sketch_roles(
        RoleSketch(CDIO), RoleSketch(CCIO, has="0 4 250000 0", reports_to="another director"), RoleSketch(CNIO, 139)
    )
    teams = sketch(
        TeamSketch("Discharge hub", "DDDDDCCCCOO", released=(90,)), TeamSketch("Portal", "DDDOO"),
        TeamSketch("Medicines", "DDCCO"),
    )  # fmt: skip
    led = sketch_portfolios({"Flow": "", "Letters": "Change portfolio"})
    map_ = sketch_accountability(TerritorySketch("Cyber", ()), TerritorySketch("Data", ((700, None), (150, None))))
    outcomes = sketch_outcomes(OutcomeSketch("Waits", other=""), OutcomeSketch("Beds"))
    claims = tuple(replace(one, employee_number=f"9{one.employee_number}") for one in (*led.claims, *map_.claims))
    renamed = {one.employee_number: f"8{one.employee_number}" for one in teams.people}
    return replace(
        roles,
        people=(*roles.people, *(replace(one, employee_number=renamed[one.employee_number]) for one in teams.people)),
        teams=teams.teams,
        memberships=tuple(replace(one, employee_number=renamed[one.employee_number]) for one in teams.memberships),
        releases=teams.releases,
        territories=(*led.territories, *map_.territories),
        claims=claims,
        programmes=led.programmes,
        outcomes=outcomes.outcomes,
        readings=outcomes.readings,
        rights=board(6, quality=7).rights,
        feeds=dict.fromkeys(
            (*roles.feeds, *teams.feeds, *led.feeds, *map_.feeds, *outcomes.feeds, "standing rights"), ON
        ),
    )


def fill(trust: Trust, move: Move) -> Trust:
    [role] = [one for one in trust.roles if one.name == move.subject]
    return replace(trust, holders=(*trust.holders, Holder(role.name, "new", "substantive", Decimal("0.6"), ON)))


def empower(trust: Trust, move: Move) -> Trust:
    [role] = [one for one in trust.roles if one.name == move.subject]
    if move.detail == "protected time":
        richer = replace(role, protected_wte=Decimal("0.6"))
    elif move.detail == "delegated limit":
        richer = replace(role, limit_pounds=Decimal(50000))
    else:
        richer = replace(role, reports_to=AT_THE_TOP)
    return replace(trust, roles=tuple(richer if one is role else one for one in trust.roles))


def settle(trust: Trust, move: Move) -> Trust:
    others = [one for one in trust.claims if one.territory != move.subject]
    ended = [replace(one, ends=ON) for one in trust.claims if one.territory == move.subject]
    decided = Settlement(move.subject, "new", ON, "Minute 7", ON)
    new = Claim(move.subject, "new", "Minute 7", ON)
    return replace(trust, claims=(*others, *ended, new), settlements=(*trust.settlements, decided))


def adopt(trust: Trust, move: Move) -> Trust:
    def given_to(one_right: str, subject: str) -> bool:
        return one_right == move.subject and subject == "digital"

    rights = [replace(one, has=one.has or given_to(one.right, one.subject)) for one in trust.rights]
    return replace(trust, rights=tuple(rights))


def place(trust: Trust, move: Move) -> Trust:
    named = [replace(one, portfolio="Digital service") if one.name == move.subject else one for one in trust.programmes]
    return replace(trust, programmes=tuple(named))


def share(trust: Trust, move: Move) -> Trust:
    owned = [replace(one, other_owner=("Wards",)) if one.name == move.subject else one for one in trust.outcomes]
    return replace(trust, outcomes=tuple(owned))


def join(trust: Trust, move: Move) -> Trust:
    seat = Membership(move.subject, "new nurse", Decimal("0.5"), joined=ON, starts=ON, viewpoint=Viewpoint(move.detail))
    return replace(trust, guests=trust.guests | {"new nurse"}, memberships=(*trust.memberships, seat))


def split(trust: Trust, move: Move) -> Trust:
    """Every second digital, clinical and operational member leaves for the new team."""
    second = Team("Second", ON, parent=move.subject)
    people, seats, counts = by_number(trust.people), [], dict.fromkeys(Viewpoint, 0)
    for seat in sorted(trust.memberships, key=lambda one: one.employee_number):
        if seat.team != move.subject:
            seats.append(seat)
            continue
        view = people[seat.employee_number].viewpoint
        counts[view] += 1
        if counts[view] % 2:
            seats.append(seat)
        else:
            seats += [replace(seat, ends=ON), replace(seat, team="Second", joined=ON, starts=ON)]
    return replace(trust, teams=(*trust.teams, second), memberships=tuple(seats))


BY_HAND = {
    "fill a role": fill,
    "give a role authority": empower,
    "settle a territory": settle,
    "adopt a right": adopt,
    "name a portfolio": place,
    "share an outcome": share,
    "add a viewpoint": join,
    "build a second team": split,
}
TRUST = whole_trust()
JUDGED = judge_all(TRUST)
EVERY = tuple(move for kind in KINDS for move in kind.find(TRUST))


def test_the_trust_offers_every_kind_of_move() -> None:
    assert {move.kind for move in EVERY} == set(BY_HAND) == {kind.name for kind in KINDS}


@settings(max_examples=25, deadline=None)
@given(some.sets(some.sampled_from(EVERY)))
def test_a_set_judged_together_is_the_trust_written_by_hand(chosen: set[Move]) -> None:
    moves = [move for move in EVERY if move in chosen]
    trust = TRUST
    for move in moves:
        trust = BY_HAND[move.kind](trust, move)
    was = {one.slug: one.finding.verdict for one in JUDGED}
    now = {one.slug: one.finding.verdict for one in judge_all(trust)}
    predicted = predict(TRUST, JUDGED, moves)
    assert {one.name: one.after for one in predicted.tried.effects if one.starts is None} == {
        slug: verdict for slug, verdict in now.items() if verdict is not was[slug]
    }
    later = replace(trust, on=ON + timedelta(days=365), feeds=dict.fromkeys(trust.feeds, ON + timedelta(days=365)))
    then = {one.slug: one.finding.verdict for one in judge_all(later)}
    assert all(then[one.name] is one.after for one in predicted.tried.effects if one.starts == later.on)
