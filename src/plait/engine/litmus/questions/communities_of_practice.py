"""Is everybody who practises a competency in a living community of practice of its family?

What is counted, and why (requirement 9c):
- A practitioner is somebody who holds a competency of a family at practitioner or expert today, claimed or
  confirmed. Who practises two families counts in each, so that the rows add up to the sentence.
- A living community met in the last 60 days. Its lead is a member. One that lists no members serves its whole
  family; that the members were sent at all is asked of the feeds, so that silence never passes.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plait.engine.communities import LIVING_DAYS, Community, is_living, outside, practitioners
from plait.engine.litmus.examples import Example, FamilySketch, sketch_practice
from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.verdicts import Verdict, verdict_of_share
from plait.engine.litmus.wording import CANNOT_TELL, Claim, day, listed, many
from plait.engine.origins import Origin
from plait.engine.trust import Trust, by_number

CLAIM = Claim(
    "practitioner", "practitioners", "is in a living community of practice", "are in a living community of practice"
)
COLUMNS = ("Family of competencies", "Practitioners", "In a living community", "Communities of practice", "Outside")


@dataclass(frozen=True, slots=True)
class Practice:
    """One family of competencies: how many practise it, who of them stands alone, and its communities by name.

    `first` is where the first of those who stand alone, by number, is said to practise it.
    """

    family: str
    practitioners: int
    alone: tuple[str, ...]
    communities: tuple[Community, ...]
    has_living: bool
    first: Origin | None


def judge(trust: Trust) -> Finding:
    """Counts the practitioners of each family who are in a living community of it."""
    practices = sorted(_practices(trust), key=_most_alone_first)
    of = sum(practice.practitioners for practice in practices)
    if not of:
        nothing = f"{CANNOT_TELL} Nobody is recorded as a practitioner."
        wanted = "A competency that somebody holds at practitioner or above."
        return Finding(Verdict.NOT_ENOUGH_EVIDENCE, nothing, would_count=wanted)
    alone = sum(len(practice.alone) for practice in practices)
    return Finding(
        verdict_of_share(of - alone, of, at_least=TEST.limit_of(trust)),
        f"{CLAIM.counted(of - alone, of)}.{_named(practices)}",
        COLUMNS,
        tuple(_row(practice, trust.on) for practice in practices),
        _would_count(practices, alone),
    )


def _practices(trust: Trust) -> list[Practice]:
    employed = by_number(trust.people)
    holdings = [one for one in trust.holdings if one.employee_number in employed]
    practised = practitioners(trust.competencies, holdings, trust.on)
    alone: dict[str, list[str]] = {}
    for number, family in outside(practised, trust.communities, trust.on):
        alone.setdefault(family, []).append(number)
    communities = _by_family(trust.communities)
    first = {numbers[0] for numbers in alone.values()}
    said = {(one.employee_number, one.competency): one.origin for one in holdings if one.employee_number in first}
    origins = {family: said[of[0], min(practised[of[0], family])] for family, of in alone.items()}
    return [
        Practice(
            family,
            count,
            tuple(alone.get(family, ())),
            own,
            any(is_living(one, trust.on) for one in own),
            origins.get(family),
        )
        for family, count in Counter(family for _, family in practised).items()
        for own in [communities.get(family.casefold(), ())]
    ]


def _by_family(communities: Iterable[Community]) -> Mapping[str, tuple[Community, ...]]:
    own: dict[str, tuple[Community, ...]] = {}
    for one in sorted(communities, key=lambda one: (one.name.casefold(), one.name)):
        own[one.family.casefold()] = (*own.get(one.family.casefold(), ()), one)
    return own


def _most_alone_first(practice: Practice) -> tuple[int, str, str]:
    return -len(practice.alone), practice.family.casefold(), practice.family


def _row(practice: Practice, on: date) -> EvidenceRow:
    first = sorted(practice.communities, key=lambda one: not is_living(one, on))[:1]
    return EvidenceRow(
        practice.family,
        (
            f"{practice.practitioners:,}",
            f"{practice.practitioners - len(practice.alone):,}",
            "; ".join(_met(one, on) for one in practice.communities) or "None",
            f"{len(practice.alone):,}",
        ),
        is_highlighted=bool(practice.alone),
        origin=first[0].origin if first else practice.first,
        people=practice.alone,
    )


def _met(community: Community, on: date) -> str:
    last = max((met for met in community.met_on if met <= on), default=None)
    return f"{community.name}, {f'last met on {day(last)}' if last else 'has not met'}"


def _named(practices: Sequence[Practice]) -> str:
    """Which families have no living community, or the only one with people outside it."""
    bare = sorted((practice.family for practice in practices if not practice.has_living), key=str.casefold)
    if bare:
        which = listed(bare) if len(bare) <= 2 else many(len(bare), "family", "families")
        return f" {which} {'has' if len(bare) == 1 else 'have'} none."
    lacking = [practice for practice in practices if practice.alone]
    if len(lacking) != 1:
        return ""
    outside = len(lacking[0].alone)
    return f" In {lacking[0].family}, {outside} {'is' if outside == 1 else 'are'} not."


def _would_count(practices: Sequence[Practice], alone: int) -> str:
    if not alone:
        return f"A community that has not met for {LIVING_DAYS} days, or a practitioner in none."
    bare = sum(1 for practice in practices if not practice.has_living)
    parts = (
        [f"a community that met in the last {LIVING_DAYS} days in {many(bare, 'family', 'families')}"] if bare else []
    )
    parts.append(f"membership of {many(alone, 'practitioner', 'practitioners')} now outside one")
    words = listed(parts)
    return f"{words[0].upper()}{words[1:]}."


TEST = Litmus(
    slug="communities-of-practice",
    heading=Heading.OPERATING_MODEL,
    question="Is everyone who practises a skill in a living community of practice?",
    ask="Which of our specialists work without anybody of their own skill to learn from?",
    indicator="People who hold a competency at practitioner or expert today and are in a community of practice of its "
    "family that met in the last 60 days, divided by all who hold one at that level. Who practises two families counts "
    "in each. A lead is a member. A community that lists no members serves its whole family. Names are of those "
    "outside.",
    source="NHS Providers, Leading digital teams: professional skills united in communities of practice",
    threshold=Threshold(Measure.SHARE, Decimal(100), "practitioners"),
    feeds=("people", "holdings", "communities", "community members"),
    owner="Chief people officer",
    success_measure="Support people",
    judge=judge,
    examples=(
        Example(
            "Two families of competencies, each with a community that met within a month and everybody in it.",
            sketch_practice(FamilySketch("Data", 3, 3, 20), FamilySketch("User research", 2, 2, 9)),
            Verdict.MET,
            "All 5 practitioners are in a living community of practice.",
        ),
        Example(
            "Six of eight practitioners are in a living community, which is 75%; two designers are not.",
            sketch_practice(FamilySketch("Data", 4, 4, 20), FamilySketch("Design", 4, 2, 60)),
            Verdict.PARTLY_MET,
            "6 of 8 practitioners are in a living community of practice. In Design, 2 are not.",
        ),
        Example(
            "The community of the user researchers last met 61 days ago.",
            sketch_practice(FamilySketch("Data", 3, 3, 20), FamilySketch("User research", 4, 4, 61)),
            Verdict.NOT_MET,
            "3 of 7 practitioners are in a living community of practice. User research has none.",
        ),
        Example(
            "Communities and competencies were sent, but not who is in which community.",
            sketch_practice(FamilySketch("Data", 3, 3, 20), sheets=("people", "holdings", "communities")),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. The Community members sheet has not been sent.",
        ),
    ),
)
