"""What is offered part-time in a quarter, held against the time of whoever gives it: each rule by a plain example."""

from datetime import date
from decimal import Decimal

from plait.engine.competencies import Holding, Level
from plait.engine.offered import InCommunity, Offers
from plait.engine.offers import Offer
from plait.engine.quarters import Given, Quarter, QuarterLine, Staffing, Worked, supply_by_quarter
from plait.engine.services import Need

SPRING = Quarter(date(2027, 4, 1))
SINCE = date(2026, 1, 1)
MAY = date(2027, 5, 1)


def offer(
    wte: str, *, by: str = "", team: str = "", to: str = "", level: int = 3, what: str = "Triage",
    starts: date = SINCE, ends: date | None = None,
) -> Offer:  # fmt: skip
    return Offer(by, team, what, level, Decimal(wte), to, starts, ends)


def line_of(offers: Offers, *people: tuple[str, str, str]) -> QuarterLine:
    """Flow needs 2 WTE of triage; of each person the WTE and what the team Hub, of the service Access, has of it."""
    staffing = Staffing(
        (Need("Flow", "Triage", 3, None, Decimal(2), 3, SINCE),),
        tuple(Holding(number, "Triage", Level(3), SINCE) for number, _, _ in people),
        tuple(Worked(number, number, Decimal(wte), SINCE) for number, wte, _ in people),
        tuple(Given(number, "Hub", "Access", Decimal(hub), SINCE) for number, _, hub in people if hub),
        offers,
    )
    [line] = supply_by_quarter(staffing, [SPRING])
    return line


def figures(offers: Offers, *people: tuple[str, str, str]) -> tuple[str, str, str]:
    """What is offered, what of it comes beside the rest, and what is short."""
    line = line_of(offers, *people)
    return str(line.offered_wte), str(line.beside_wte), str(line.short_wte)


def rows(*offers: Offer) -> Offers:
    return Offers(offers)


def test_an_offer_of_whom_nobody_is_known_to_hold_it_is_taken_at_its_word() -> None:
    assert figures(rows(offer("0.4", by="Circle"), offer("0.3", team="Hub"))) == ("0.7", "0.7", "1.3")
    assert figures(rows(offer("0.4", by="Circle", what="Research"))) == ("0", "0", "2")


def test_a_team_gives_no_more_than_its_members_give_it() -> None:
    assert figures(rows(offer("0.9", team="Hub")), ("1", "1", "0.3"), ("2", "1", "0.4")) == ("0.7", "0.7", "0")
    hub_is_for_flow = Offers((offer("0.9", team="Hub"),), services={"Hub": "Flow"})
    assert figures(hub_is_for_flow, ("1", "0.8", "0.3"))[:2] == ("0.3", "0")


def test_what_a_community_gives_is_its_members_free_time_and_counts_once() -> None:
    circle = Offers((offer("0.9", by="Circle"),), (InCommunity("Circle", "1", SINCE),))
    assert figures(circle, ("1", "0.4", "")) == ("0.4", "0", "1.6")
    gone = Offers(
        (offer("0.9", by="Circle"),), (InCommunity("Circle", "1", SINCE, MAY), InCommunity("Other", "1", SINCE))
    )
    assert figures(gone, ("1", "0.4", "")) == ("0.9", "0.9", "0.7")
    late = Offers((offer("0.9", by="Circle"),), (InCommunity("Circle", "1", MAY),))
    assert figures(late, ("1", "0.4", "")) == ("0.9", "0.9", "0.7")


def test_what_others_have_of_an_offer_is_not_there_and_what_the_needing_have_is() -> None:
    parts = rows(
        offer("0.5", by="Circle"), offer("0.2", by="Circle", to="Access"), offer("0.1", by="Circle", to="Flow")
    )
    assert figures(parts) == ("0.3", "0.3", "1.7")
    two = rows(
        offer("0.5", by="Circle"), offer("0.2", by="Circle", to="Access"), offer("0.4", by="Circle", to="Access")
    )
    assert figures(two)[0] == "0.1"
    assert figures(rows(offer("0.1", by="Circle"), offer("0.4", by="Circle", to="Access")))[0] == "0"


def test_an_offer_has_to_be_at_the_level_and_last_all_through() -> None:
    assert figures(rows(offer("0.4", by="Circle", level=2)))[0] == "0"
    assert figures(rows(offer("0.4", by="Circle", starts=MAY)))[0] == "0"
    assert figures(rows(offer("0.4", by="Circle", ends=MAY)))[0] == "0"
    assert figures(rows(offer("0.4", by="Circle", ends=SPRING.ends)))[0] == "0.4"
    after = offer("0.3", by="Circle", to="Access", starts=SPRING.ends)
    before = offer("0.3", by="Circle", to="Access", ends=SPRING.starts)
    assert figures(rows(offer("0.4", by="Circle"), after, before))[0] == "0.4"
