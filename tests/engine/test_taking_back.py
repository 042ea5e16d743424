"""Whoever may no longer write a row may not take it back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plait.engine.permissions import Role
from plait.engine.taking_back import Written, may_take_back
from tests.engine.test_permissions import ANN

ROWS = {
    "a purpose": Written("team", frozenset({"purpose"}), team="Maternity"),
    "a team's dates": Written("team", frozenset({"purpose", "ends"}), team="Maternity"),
    "a new team": Written("team", frozenset({"purpose"}), is_whole=True, team="Maternity"),
    "a member": Written("membership", team="Maternity"),
    "a release": Written("release", team="Maternity"),
    "a dependency": Written("dependency", team="Maternity"),
    "a round of research": Written("researchround", team="Maternity"),
    "a blocker": Written("blocker", is_whole=True, team="Maternity"),
    "a removal": Written("blocker", frozenset({"removed_on", "how"}), team="Maternity"),
    "a group of users": Written("usergroup", is_whole=True),
    "a service": Written("service"),
    "a need": Written("need"),
    "a competency": Written("competency"),
    "a community": Written("community", community="Analysts"),
    "a new community": Written("community", is_whole=True, community="Analysts"),
    "somebody in a community": Written("communitymember", is_whole=True, community="Analysts"),
    "an offer of a community": Written("offer", is_whole=True, community="Analysts"),
    "an offer of a team": Written("offer", frozenset({"wte"}), team="Maternity"),
    "a leadership role": Written("leadershiprole", frozenset({"budget_pounds"})),
    "a holder of one": Written("roleholder", is_whole=True),
    "a deputy": Written("deputy", frozenset({"ends"})),
    "a word to share": Written("executiveshare", frozenset({"ends"})),
    "an interest": Written("declaration", frozenset({"interest"})),
    "a territory": Written("territory", frozenset({"name"})),
    "a claim of one": Written("accountabilityclaim", is_whole=True),
    "a settlement": Written("settlement", is_whole=True),
    "a champion": Written("champion", frozenset({"shifts"})),
    "somebody lent": Written("lentperson", frozenset({"ends"})),
    "a word to borrow": Written("borrowing", is_whole=True),
    "a meeting": Written("meeting", frozenset({"status"})),
    "an agenda item": Written("agendaitem", frozenset({"tag"})),
    "a decision": Written("decision", is_whole=True),
    "a standing right": Written("standingright", frozenset({"has"})),
    "a member of the board": Written("boardmember", frozenset({"office"})),
    "who came": Written("attendance", is_whole=True),
    "a paper": Written("boardpaper", frozenset({"status"})),
    "a challenge": Written("challenge", frozenset({"answer"})),
    "an action": Written("boardaction", frozenset({"done_on"})),
    "a sponsorship": Written("sponsorship", frozenset({"ends"})),
    "a band": Written("assignment", frozenset({"band"})),
    "a profession": Written("assignment", frozenset({"profession"})),
    "two posts joined": Written("employment", frozenset({"person"})),
    "a leaver": Written("employment", frozenset({"ends"})),
    "a department": Written("department", frozenset({"name"}), is_whole=True),
    "how large teams are": Written("trust", frozenset({"team_least"})),
    "a claim": Written("holding", frozenset({"level"})),
    "an access": Written("access", frozenset({"role"})),
}
BOARD = {
    "a member of the board",
    "who came",
    "a paper",
    "a challenge",
    "an action",
    "a sponsorship",
    "a meeting",
    "an agenda item",
    "a decision",
    "a standing right",
}
LEADERS = {"a leadership role", "a holder of one", "a deputy", "a territory", "a claim of one"}
LENT = {"a word to share", "somebody lent", "a word to borrow"}
OTHERS = {
    "an interest",
    "a removal",
    "a settlement",
    "a champion",
    "a band",
    "how large teams are",
    "a claim",
    "an access",
}
OFFICE = set(ROWS) - BOARD - LEADERS - LENT - OTHERS
TEAM = {"a purpose", "a release", "a dependency", "a round of research", "a blocker", "an offer of a team"}
MAY = {
    Role.PMO: OFFICE,
    Role.CDIO: {"a purpose", "a team's dates", "a new team", "a member", "a dependency", "a service", "a need",
                "a competency", "a champion", "a removal", "an offer of a community", "an offer of a team", *LEADERS,
                *LENT},
    Role.BM: {"how large teams are"},
    Role.EX: {"a removal", "a settlement", *LEADERS},
    Role.SEC: {"how large teams are", "a settlement", "an interest", *LEADERS, *BOARD},
    Role.CL: {"a purpose", "a release", "a round of research", "a blocker", "a group of users", "a champion",
              "an offer of a team", *LEADERS},
    Role.FIN: {"a band", "a department"},
    Role.ADM: {"a leaver", "a department", *LENT},
    Role.TL: TEAM,
    Role.ME: {"a release", "a round of research", "a blocker"},
    Role.CH: {"a community", "somebody in a community", "an offer of a community"},
}  # fmt: skip


@pytest.mark.parametrize("role", Role)
def test_each_role_takes_back_what_it_may_write(role: Role) -> None:
    viewer = replace(ANN, roles=frozenset({role}))
    assert {words for words, row in ROWS.items() if may_take_back(viewer, row)} == MAY.get(role, set())


@pytest.mark.parametrize("role", [Role.TL, Role.ME, Role.CH])
def test_what_is_of_another_team_or_community_stays(role: Role) -> None:
    viewer = replace(ANN, roles=frozenset({role}), teams=frozenset({"Triage"}), communities=frozenset({"Designers"}))
    assert not any(may_take_back(viewer, row) for row in ROWS.values())
