"""What the database is asked for one trust on one day."""

from plait.store.selecting import HOLDS

# Row security asks about each row that a join finds by its key, so what many rows share is fetched once and put in
# by its id; and PEOPLE asks for all the persons in scope before it joins them.
NAMES = " UNION ALL ".join(
    f"SELECT '{kind}', array_agg(id), array_agg({column}) FROM store_{kind.replace(' ', '')} WHERE trust_id = %(trust)s"
    for kind, column in {
        "employment": "employee_number", "department": "name", "site": "name", "staff group": "name",
        "clinical area": "name",
        "post": "number", "competency": "name", "service": "name", "team": "name", "community": "name",
        "leadership role": "name", "meeting": "name", "territory": "name", "user group": "name",
        "design decision": "name", "board member": "name",
    }.items()
)  # fmt: skip

SHEETS = """
    SELECT s.id, i.name, s."table", i.true_from FROM store_importedsheet s JOIN store_import i ON i.id = s.imported_id
    WHERE s.trust_id = %(trust)s"""
STAFF_GROUPS = "SELECT id, name, viewpoint FROM store_staffgroup WHERE trust_id = %(trust)s"
FEEDS = "SELECT sheet, confirmed_on FROM store_feeddate WHERE trust_id = %(trust)s"

# Every query below takes the trust and the day and gives the id of a row, by which the rows are put in order here,
# quicker than there; then the columns of a record in order, ids in place of names, and in place of its origin two, the
# imported sheet and the line. `trim_scale` takes off the noughts of numeric columns.
PEOPLE = f"""
    WITH p AS MATERIALIZED (SELECT id, name, email, registration_body, registration_number FROM store_person)
    SELECT e.id, e.employee_number, p.name, a.staff_group_id, COALESCE(NULLIF(a.viewpoint, ''), a.staff_group_id::text),
        a.department_id, trim_scale(a.wte), e.starts, e.ends, a.job_title, a.profession, a.site_id, a.band, a.point,
        a.manager_id, a.post_id, p.email, p.registration_body, p.registration_number, p.id::text, a.origin_id,
        a.origin_line
    FROM store_assignment a JOIN store_employment e ON e.id = a.employment_id JOIN p ON p.id = e.person_id
    WHERE a.trust_id = %(trust)s AND {HOLDS.format("a")} AND {HOLDS.format("e")}"""
POSTS = f"""
    SELECT id, number, title, department_id, trim_scale(budgeted_wte), starts, ends, staff_group_id, band,
        origin_id, origin_line
    FROM store_post o WHERE trust_id = %(trust)s AND {HOLDS.format("o")}"""
COMPETENCIES = """
    SELECT id, name, family, viewpoint, description, ARRAY[awareness, working, practitioner, expert], framework,
        also_called, origin_id, origin_line
    FROM store_competency WHERE trust_id = %(trust)s"""
HOLDINGS = f"""
    SELECT h.id, e.employee_number, h.competency_id, h.level, h.since, h.confirmed_by_id, h.confirmed_on, h.starts,
        h.ends, h.origin_id, h.origin_line
    FROM store_holding h JOIN store_employment e ON e.id = h.employment_id
    WHERE h.trust_id = %(trust)s AND {HOLDS.format("h")} AND {HOLDS.format("e")}"""
COMMUNITIES = f"""
    WITH m AS MATERIALIZED (
        SELECT m.community_id, array_agg(e.employee_number) AS members
        FROM store_communitymember m JOIN store_employment e ON e.id = m.employment_id
        WHERE m.trust_id = %(trust)s AND {HOLDS.format("m")} AND {HOLDS.format("e")} GROUP BY m.community_id)
    SELECT id, name, family, lead_id, met_on, COALESCE(m.members, '{{}}'), starts, ends, origin_id, origin_line
    FROM store_community c LEFT JOIN m ON m.community_id = c.id WHERE trust_id = %(trust)s AND {HOLDS.format("c")}"""
OFFERS = """
    SELECT id, community_id, team_id, competency_id, level, trim_scale(wte), service_id, starts, ends, origin_id,
        origin_line
    FROM store_offer WHERE trust_id = %(trust)s"""
SERVICES = f"""
    SELECT id, name, phase, starts, ends, description, outcome, owner_id, origin_id, origin_line
    FROM store_service s WHERE trust_id = %(trust)s AND {HOLDS.format("s")}"""
NEEDS = f"""
    SELECT id, service_id, competency_id, level, people, trim_scale(wte), priority, starts, ends, origin_id, origin_line
    FROM store_need n WHERE trust_id = %(trust)s AND {HOLDS.format("n")}"""
TEAMS = """
    SELECT id, name, starts, ends, service_id, purpose, parent_id, origin_id, origin_line
    FROM store_team WHERE trust_id = %(trust)s"""
MEMBERSHIPS = """
    SELECT m.id, m.team_id, m.employment_id, trim_scale(m.wte), m.joined, m.starts, LEAST(m.ends, e.ends), m.viewpoint,
        m.part, m.reason, m.origin_id, m.origin_line
    FROM store_membership m JOIN store_employment e ON e.id = m.employment_id
    WHERE m.trust_id = %(trust)s"""
# People of other trusts in teams of this one, while they are lent; and people of this one in teams of others.
GUESTS = """
    SELECT q.id, q.seat_id, s.reference, trim_scale(q.wte), q.starts, q.starts, s.ends, l.viewpoint, '', '',
        NULL::bigint, NULL::int
    FROM store_lentplace q JOIN store_sharedplace s ON s.id = q.id AND s.borrower_id = q.trust_id
    JOIN store_lent l ON l.borrower_id = q.trust_id AND l.reference = s.reference
    WHERE q.trust_id = %(trust)s AND q.state = 'accepted'"""
GIVEN = """
    SELECT s.id, s.borrower_name || ': ' || s.team, s.employment_id, trim_scale(s.wte), s.starts, s.starts, s.ends, '',
        '', '', NULL::bigint, NULL::int
    FROM store_sharedplace s WHERE s.lender_id = %(trust)s AND s.state = 'accepted'"""
RELEASES = """
    SELECT id, team_id, released_on, name, visible, accepted_by, origin_id, origin_line
    FROM store_release WHERE trust_id = %(trust)s"""
DEPENDENCIES = f"""
    SELECT id, team_id, on_team_id, what, hard, starts, ends, origin_id, origin_line
    FROM store_dependency d WHERE trust_id = %(trust)s AND {HOLDS.format("d")}"""

ROLES = f"""
    SELECT id, name, kind, starts, ends, seat, reports_to, trim_scale(protected_wte), trim_scale(team_wte),
        budget_pounds, limit_pounds, emphasis, post_id, origin_id, origin_line
    FROM store_leadershiprole r WHERE trust_id = %(trust)s AND {HOLDS.format("r")}"""
HOLDERS = """
    SELECT h.id, h.role_id, h.employment_id, h.held_as, trim_scale(h.wte), h.starts, LEAST(h.ends, e.ends),
        h.origin_id, h.origin_line
    FROM store_roleholder h JOIN store_employment e ON e.id = h.employment_id
    WHERE h.trust_id = %(trust)s"""
DEPUTIES = """
    SELECT d.id, d.role_id, d.employment_id, d.starts, LEAST(d.ends, e.ends), d.origin_id, d.origin_line
    FROM store_deputy d JOIN store_employment e ON e.id = d.employment_id
    WHERE d.trust_id = %(trust)s"""
LEAVE = """
    SELECT id, employment_id, first_on, last_on, origin_id, origin_line FROM store_longleave
    WHERE trust_id = %(trust)s"""
THRESHOLDS = f"""
    SELECT id, question, trim_scale(value), reason, starts, ends, origin_id, origin_line
    FROM store_ownthreshold t WHERE trust_id = %(trust)s AND {HOLDS.format("t")}"""
CHAMPIONS = """
    SELECT c.id, c.employment_id, c.shifts, c.starts, LEAST(c.ends, e.ends), c.profession, c.site_id, c.trained,
        c.trained_on, c.last_active_on, c.origin_id, c.origin_line
    FROM store_champion c JOIN store_employment e ON e.id = c.employment_id
    WHERE c.trust_id = %(trust)s"""
TERRITORIES = f"""
    SELECT id, name, kind, starts, ends, origin_id, origin_line
    FROM store_territory t WHERE trust_id = %(trust)s AND {HOLDS.format("t")}"""
CLAIMS = """
    SELECT c.id, c.territory_id, c.employment_id, c.document, c.starts, LEAST(c.ends, e.ends),
        c.overruled_on, c.origin_id, c.origin_line
    FROM store_accountabilityclaim c JOIN store_employment e ON e.id = c.employment_id
    WHERE c.trust_id = %(trust)s"""
SETTLEMENTS = """
    SELECT s.id, s.territory_id, s.employment_id, s.decided_on, s.decision, s.starts, LEAST(s.ends, e.ends),
        s.origin_id, s.origin_line
    FROM store_settlement s JOIN store_employment e ON e.id = s.employment_id
    WHERE s.trust_id = %(trust)s"""

MEETINGS = """
    SELECT id, name, kind, held_on, begins, finishes, status, origin_id, origin_line
    FROM store_meeting WHERE trust_id = %(trust)s"""
ITEMS = """
    SELECT id, meeting_id, number, title, minutes, tag, is_confirmed, for_decision, authors, origin_id, origin_line
    FROM store_agendaitem WHERE trust_id = %(trust)s"""
DECISIONS = """
    SELECT id, meeting_id, name, item, decided_on, is_technology, specialist, advice, advice_by, leads, challenged_by,
        origin_id, origin_line
    FROM store_decision WHERE trust_id = %(trust)s"""
RIGHTS = """
    SELECT id, "right", subject, has, since, document, origin_id, origin_line
    FROM store_standingright WHERE trust_id = %(trust)s"""
BOARD_MEMBERS = """
    SELECT m.id, m.name, m.office, m.kind, m.starts, LEAST(m.ends, e.ends), m.votes, m.employment_id, m.origin_id,
        m.origin_line
    FROM store_boardmember m LEFT JOIN store_employment e ON e.id = m.employment_id
    WHERE m.trust_id = %(trust)s"""
ATTENDANCE = """
    SELECT id, meeting_id, member_id, presence, deputy, origin_id, origin_line
    FROM store_attendance WHERE trust_id = %(trust)s"""
CHALLENGES = """
    SELECT id, meeting_id, question, raised_by, item, decision, raised_on, answer, changed, origin_id, origin_line
    FROM store_challenge WHERE trust_id = %(trust)s"""
ACTIONS = """
    SELECT id, meeting_id, name, owner, due_on, item, done_on, tag, origin_id, origin_line
    FROM store_boardaction WHERE trust_id = %(trust)s"""
SPONSORSHIPS = """
    SELECT id, office, kind, name, part, starts, ends, origin_id, origin_line
    FROM store_sponsorship WHERE trust_id = %(trust)s"""

USER_GROUPS = """
    SELECT id, name, kind, is_seldom_heard, reason, origin_id, origin_line
    FROM store_usergroup WHERE trust_id = %(trust)s"""
ROUNDS = """
    SELECT id, team_id, held_on, user_group_id, heard, asked, learnt, changes, quote, service_id, release, origin_id,
        origin_line
    FROM store_researchround WHERE trust_id = %(trust)s"""
ASSUMPTIONS = """
    SELECT id, team_id, name, written_on, tested_on, how, is_wrong, built_on, changes, release, origin_id, origin_line
    FROM store_assumption WHERE trust_id = %(trust)s"""
DESIGN_DECISIONS = """
    SELECT id, name, service_id, decided_on, team_id, reason, with_users, origin_id, origin_line
    FROM store_designdecision WHERE trust_id = %(trust)s"""
VOICES = """
    SELECT id, decision_id, employment_id, wrote, viewpoint, origin_id, origin_line
    FROM store_designvoice WHERE trust_id = %(trust)s"""
BLOCKERS = """
    SELECT id, team_id, name, raised_on, whose, removed_on, removed_by, how, origin_id, origin_line
    FROM store_blocker WHERE trust_id = %(trust)s"""
AREAS = """
    SELECT id, name, starts, ends, site_id, origin_id, origin_line
    FROM store_clinicalarea WHERE trust_id = %(trust)s"""
VISITS = """
    SELECT id, area_id, visited_on, employment_id, purpose, took_place, origin_id, origin_line
    FROM store_clinicalvisit WHERE trust_id = %(trust)s"""
SESSIONS = """
    SELECT id, held_on, topic, staff_group_id, reached, origin_id, origin_line
    FROM store_educationsession WHERE trust_id = %(trust)s"""
TARGETS = """
    SELECT id, staff_group_id, share, origin_id, origin_line
    FROM store_educationtarget WHERE trust_id = %(trust)s"""
CONTACTS = """
    SELECT id, met_on, leader, kind, offices, origin_id, origin_line
    FROM store_directorcontact WHERE trust_id = %(trust)s"""
LEARNING = """
    SELECT id, member_id, held_on, kind, what, took_place, origin_id, origin_line
    FROM store_boardlearning WHERE trust_id = %(trust)s"""
OUTCOMES = f"""
    SELECT id, name, starts, ends, measure, unit, better, trim_scale(baseline), targets, digital_owner, other_owner,
        source, team_id, service_id, profile, origin_id, origin_line
    FROM store_outcome o WHERE trust_id = %(trust)s AND {HOLDS.format("o")}"""
PROGRAMMES = f"""
    SELECT id, name, starts, ends, purpose, owner_id, lead_id, clinical_lead_id, service_id, portfolio_id,
        relaunched_on, relaunch_reason, origin_id, origin_line
    FROM store_programme o WHERE trust_id = %(trust)s AND {HOLDS.format("o")}"""
OBJECTIVES = f"""
    SELECT id, name, starts, ends, is_digital, measured_by, reviewed_on, origin_id, origin_line
    FROM store_objective o WHERE trust_id = %(trust)s AND {HOLDS.format("o")}"""
NOT_CHOSEN = """
    SELECT id, name, reason, decided_on, meeting_id, decision, instead, asked_by, look_again_on, origin_id, origin_line
    FROM store_notchosen WHERE trust_id = %(trust)s"""
# Figures never enter the trust: of each outcome they are taken in one row, and read there and then.
MEASURED = f"""
    SELECT o.id, m.days, m.figures, m.left_out, (
            SELECT array_agg(k.marked_on) FROM store_chartmark k
            WHERE k.outcome_id = o.id AND k.kind = 'rebase' AND k.marked_on <= %(on)s)
    FROM store_outcome o LEFT JOIN (
        SELECT outcome_id, array_agg(observed_on ORDER BY observed_on) AS days,
            array_agg(value::double precision ORDER BY observed_on) AS figures,
            array_agg(left_out <> '' ORDER BY observed_on) AS left_out
        FROM store_observation WHERE trust_id = %(trust)s AND observed_on <= %(on)s GROUP BY outcome_id) m
        ON m.outcome_id = o.id
    WHERE o.trust_id = %(trust)s AND {HOLDS.format("o")}"""

# Of the record of an appointment no more than that it is kept: the rest is for chair and chief executive alone.
APPOINTMENTS = """
    SELECT max(id), role_id, max(recorded_on) FROM store_appointmentevidence
    WHERE trust_id = %(trust)s AND recorded_on <= %(on)s GROUP BY role_id"""

# All are asked in one journey to the database: for a small trust the way there and back is most of the time.
QUERIES = {
    "names": NAMES, "sheets": SHEETS, "staff groups": STAFF_GROUPS, "feeds": FEEDS, "people": PEOPLE, "posts": POSTS,
    "competencies": COMPETENCIES, "holdings": HOLDINGS, "communities": COMMUNITIES, "offers": OFFERS,
    "services": SERVICES, "needs": NEEDS, "teams": TEAMS, "memberships": MEMBERSHIPS, "guests": GUESTS, "given": GIVEN,
    "releases": RELEASES,
    "dependencies": DEPENDENCIES, "roles": ROLES, "holders": HOLDERS, "deputies": DEPUTIES,
    "leave": LEAVE,
    "meetings": MEETINGS, "items": ITEMS,
    "decisions": DECISIONS, "rights": RIGHTS,
    "board members": BOARD_MEMBERS, "attendance": ATTENDANCE, "challenges": CHALLENGES, "actions": ACTIONS,
    "sponsorships": SPONSORSHIPS,
    "thresholds": THRESHOLDS,
    "territories": TERRITORIES, "claims": CLAIMS, "settlements": SETTLEMENTS, "champions": CHAMPIONS,
    "user groups": USER_GROUPS, "rounds": ROUNDS, "assumptions": ASSUMPTIONS, "design decisions": DESIGN_DECISIONS,
    "voices": VOICES, "blockers": BLOCKERS,
    "areas": AREAS, "visits": VISITS,
    "sessions": SESSIONS, "targets": TARGETS, "contacts": CONTACTS, "learning": LEARNING,
    "outcomes": OUTCOMES, "measured": MEASURED, "programmes": PROGRAMMES,
    "objectives": OBJECTIVES, "not chosen": NOT_CHOSEN,
    "appointments": APPOINTMENTS,
}  # fmt: skip
