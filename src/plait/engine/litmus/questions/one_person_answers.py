"""Does exactly one person answer for every territory, on every day?

What is counted, and why (requirement 24; design, decision 5): claims, for they are what people go by; a settlement
changes nothing until the claims agree with it. A territory is clear when exactly one person answered for it on every
day of the last 12 months, or since its own first day if that is later. Two claims of one person are one person, and a
claim ends with the employment; one that a settlement overruled before it began does not count. While somebody acts up
in another role and no deputy covers theirs, nobody answers for what they claimed before (scenario C). What was put
right later than it happened stays unclear until it is a year old.
"""

from collections.abc import Iterable
from decimal import Decimal

from plait.engine.accountability import DAY, Claim, Interval, Span, Territory, intervals_of, looked_back
from plait.engine.acting_up import answering
from plait.engine.litmus.examples import Example, TerritorySketch, sketch_accountability
from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.verdicts import Verdict, verdict_of_share
from plait.engine.litmus.wording import CANNOT_TELL, day, many
from plait.engine.litmus.wording import Claim as Saying
from plait.engine.trust import Trust, holds, identities

COLUMNS = ("Territory", "Who answers", "From", "To", "Days")
ANSWERED = "had exactly one accountable person every day"
SAYING = Saying("territory", "territories", ANSWERED, ANSWERED)


def judge(trust: Trust) -> Finding:
    """Takes the share of territories that are clear on every day looked at; overlaps and gaps come first."""
    if not trust.territories:
        nothing = f"{CANNOT_TELL} No territory is recorded."
        return Finding(Verdict.NOT_ENOUGH_EVIDENCE, nothing, would_count="A territory on the Territories sheet.")
    counted = [one for one in answering(trust.claims, trust) if one.overruled_on is None]
    claims = {of.name: [one for one in counted if one.territory == of.name] for of in trust.territories}
    who = _identities(trust)
    found = [(of, one) for of in trust.territories for one in _intervals(of, claims[of.name], who, trust)]
    unclear = {of.name for of, one in found if not one.is_clear}
    good, every = len(trust.territories) - len(unclear), len(trust.territories)
    return Finding(
        verdict_of_share(good, every, at_least=TEST.limit_of(trust)),
        f"{SAYING.counted(good, every)}.",
        COLUMNS,
        tuple(_row(of, one, claims[of.name], trust) for of, one in sorted(found, key=_unclear_first)),
        "A claim for each day without one, and a last day for all but one where several people claim."
        if unclear
        else "A territory that nobody claims, or two people do, on any one day.",
    )


def _identities(trust: Trust) -> dict[str, str]:
    """Employee number to who bears it, for those employed on the day; everybody else is whoever their number says."""
    return {number: " ".join(identity) for number, identity in identities(trust.people).items()}


def _intervals(of: Territory, claims: Iterable[Claim], who: dict[str, str], trust: Trust) -> tuple[Interval, ...]:
    spans = [Span(who.get(one.employee_number, one.employee_number), one.starts, one.ends) for one in claims]
    return intervals_of(spans, since=looked_back(of.starts, trust.on), until=trust.on + DAY)


def _unclear_first(found: tuple[Territory, Interval]) -> tuple[bool, str, str, str]:
    of, one = found
    return one.is_clear, of.name.casefold(), of.name, one.starts.isoformat()


def _row(of: Territory, one: Interval, claims: Iterable[Claim], trust: Trust) -> EvidenceRow:
    """What stands behind it is the latest of the claims; where there is none, the territory itself."""
    held = sorted((c for c in claims if holds(c, one.starts)), key=lambda c: (c.starts, c.employee_number))
    until = "Today" if one.ends > trust.on else day(one.ends - DAY)
    people = many(len(one.who), "person", "people") if one.who else "Nobody"
    return EvidenceRow(
        of.name,
        (people, day(one.starts), until, f"{one.days:,}"),
        is_highlighted=not one.is_clear,
        origin=held[-1].origin if held else of.origin,
        people=tuple(sorted({claim.employee_number for claim in held})),
    )


TEST = Litmus(
    slug="one-person-answers",
    heading=Heading.LEADERSHIP,
    question="Does exactly one person answer for every territory?",
    ask="For which piece of our work would two of us, or none, stand up?",
    indicator="Territories with exactly 1 accountable person on every day of the last 12 months, or since the "
    "territory's first day, divided by all territories of today. Claims are counted, two of one person once; a "
    "settlement counts when the claims agree with it. Overlaps and gaps are listed with their days.",
    source="NHS Providers, Leading digital teams: overlapping territories need complete clarity",
    threshold=Threshold(Measure.SHARE, Decimal(100), "territories"),
    feeds=("territories", "accountability claims", "people"),
    reads_too=("role holders", "deputies", "long leave"),
    owner="Chief executive",
    success_measure="Well led",
    judge=judge,
    examples=(
        Example(
            "Two territories have had one person each for years, a third since it began 60 days ago.",
            sketch_accountability(
                TerritorySketch("Digital service", ((700, None),)),
                TerritorySketch("Electronic patient record", ((800, 200), (200, None))),
                TerritorySketch("Cyber security", ((60, None),), began=60),
            ),
            Verdict.MET,
            "All 3 territories had exactly one accountable person every day.",
        ),
        Example(
            "Two people claimed the patient record for 100 days, until a decision settled it 50 days ago.",
            sketch_accountability(
                TerritorySketch("Digital service", ((700, None),)),
                TerritorySketch("Electronic patient record", ((800, None), (150, 50))),
                TerritorySketch("Cyber security", ((700, None),)),
                TerritorySketch("Data and information", ((700, None),)),
            ),
            Verdict.PARTLY_MET,
            "3 of 4 territories had exactly one accountable person every day.",
        ),
        Example(
            "Two people claim the patient record, and nobody has answered for cyber security for 30 days.",
            sketch_accountability(
                TerritorySketch("Digital service", ((700, None),)),
                TerritorySketch("Electronic patient record", ((800, None), (150, None))),
                TerritorySketch("Cyber security", ((700, 30),)),
            ),
            Verdict.NOT_MET,
            "1 of 3 territories had exactly one accountable person every day.",
        ),
        Example(
            "The territories were sent, but not who claims to answer for them.",
            sketch_accountability(TerritorySketch("Digital service", ((700, None),)), sheets=("people", "territories")),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. The Accountability claims sheet has not been sent.",
        ),
    ),
    required=True,
)
