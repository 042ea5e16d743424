"""Puts a board pack together: one page the board reads in a minute, then everything that stands behind it."""

from plait.engine.litmus.judging import rules_version
from plait.engine.litmus.kit import Heading
from plait.pack.content import Content
from plait.pack.document import Pack
from plait.pack.evidence import evidence
from plait.pack.leadership import leadership
from plait.pack.litmus import asked_of_board, changes, decisions, explanations, first_page, method, test_page
from plait.pack.outcomes import in_question, outcomes
from plait.pack.plan import last, plan, to_ask
from plait.pack.strategy import not_chosen
from plait.pack.teams import money, silos, teams


def put_together(content: Content) -> Pack:
    """The whole pack of what is known; a page of which nothing is known says so."""
    trust, rules = content.trust, rules_version()
    return Pack(
        trust.name,
        trust.code,
        content.coming.name if content.coming else "Board of directors",
        trust.on,
        rules,
        content.release,
        trust.is_invented,
        (
            first_page(content, decisions(content), in_question(content)),
            changes(content),
            asked_of_board(content),
            plan(content),
            last(content),
            to_ask(content),
            outcomes(content),
            teams(content),
            money(content),
            leadership(content),
            silos(content),
            test_page(content, Heading.USER_CENTRICITY, "Users first"),
            explanations(content),
            not_chosen(content),
            method(content, rules),
        ),
        tuple(evidence(content)),
    )
