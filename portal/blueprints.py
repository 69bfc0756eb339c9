"""Every blueprint of the portal. To add a page: its blueprint here, and a line in tests/portal/access_table.py.

Loaded by `create_app` alone, so that the public half never loads the private half.
"""

from flask import Blueprint

from portal.assistant.views import bp as assistant
from portal.builds.views import bp as desk_builds
from portal.care.desk import bp as desk_care
from portal.clarifications.desk import bp as desk_clarifications
from portal.clarifications.desk_acts import bp as desk_question_acts
from portal.clarifications.desk_answers import bp as desk_answers
from portal.clarifications.views import bp as clarifications
from portal.clarifications.views_asking import bp as asking
from portal.corrections.desk import bp as desk_corrections
from portal.corrections.views import bp as corrections
from portal.endings.views import bp as endings
from portal.events.desk import bp as desk_events
from portal.events.desk_buyers import bp as desk_buyers
from portal.events.desk_changes import bp as desk_event_changes
from portal.events.desk_door import bp as desk_door
from portal.events.desk_meetings import bp as desk_meetings
from portal.events.desk_papers import bp as desk_event_papers
from portal.events.views import bp as events
from portal.events.views_book import bp as booking
from portal.events.views_booking import bp as bookings
from portal.events.views_buyer import bp as buyers
from portal.events.views_meetings import bp as meetings
from portal.events.views_ticket import bp as tickets
from portal.feeds.views import bp as feeds
from portal.figures.desk import bp as desk_figures
from portal.figures.views import bp as own_figures
from portal.following.views import bp as following
from portal.forums.desk import bp as desk_forums
from portal.forums.views import bp as forums
from portal.home.views import bp as home
from portal.ideas.desk import bp as desk_ideas
from portal.ideas.views import bp as ideas
from portal.independent.desk import bp as desk_independent
from portal.independent.joining import bp as independent_joining
from portal.independent.views import bp as independent
from portal.mail.views import bp as mail
from portal.ofsted.desk import bp as desk_ofsted
from portal.ofsted.views import bp as ofsted
from portal.onboarding.desk import bp as desk_providers
from portal.outcomes.desk import bp as desk_outcomes
from portal.outcomes.desk_acts import bp as desk_outcome_acts
from portal.outcomes.desk_papers import bp as desk_papers
from portal.outcomes.desk_substances import bp as desk_substances
from portal.outcomes.views import bp as outcomes
from portal.people.views import bp as people
from portal.profile.desk import bp as desk_profile
from portal.profile.views import bp as profile
from portal.questions.views import bp as questions
from portal.register.desk.views import bp as desk_register
from portal.register.desk.views_colour import bp as desk_colour
from portal.register.desk.views_held import bp as register_held
from portal.register.desk.views_keeping import bp as register_keeping
from portal.register.desk.views_leaving import bp as register_leaving
from portal.register.finding_views import bp as findings
from portal.register.import_views import bp as imports
from portal.register.supplier_views import bp as suppliers
from portal.register.taking_out_views import bp as taking_out
from portal.releasing.desk import bp as desk_editions
from portal.releasing.desk_take_down import bp as desk_take_down
from portal.returns.desk import bp as desk_returns
from portal.returns.desk_report import bp as desk_report
from portal.returns.desk_risk import bp as desk_risk
from portal.returns.desk_telephone import bp as desk_telephone
from portal.returns.how_much import bp as how_much
from portal.returns.views import bp as returns
from portal.spending.buying_views import bp as desk_buying
from portal.spending.file_views import bp as desk_spend_files
from portal.spending.import_views import bp as desk_spend_imports
from portal.spending.views import bp as desk_spending
from portal.tailoring.blueprints import BLUEPRINTS as TAILORING
from portal.tenders.desk import bp as desk_tenders
from portal.tenders.desk_changes import bp as desk_tender_changes
from portal.tenders.desk_documents import bp as desk_tender_documents
from portal.tenders.desk_panel import bp as desk_tender_panel
from portal.tenders.views import bp as tenders
from portal.uploads.views import bp as uploads

BLUEPRINTS: tuple[Blueprint, ...] = (
    *(home, people, profile, desk_profile, questions, mail, ideas, desk_ideas),
    *(returns, uploads, assistant, desk_returns, desk_report, desk_risk, desk_telephone, how_much),
    *(endings, feeds, ofsted, desk_ofsted, desk_care, desk_providers, desk_figures, own_figures),
    *(desk_register, register_keeping, register_leaving, register_held, imports, findings, taking_out, suppliers),
    *(desk_editions, desk_take_down),
    *(desk_spending, desk_spend_imports, desk_spend_files, desk_buying, desk_colour),
    *(desk_builds, corrections, desk_corrections),
    *(tenders, desk_tenders, desk_tender_changes, desk_tender_documents, desk_tender_panel),
    *(clarifications, asking, desk_clarifications, desk_answers, outcomes, desk_outcomes, desk_outcome_acts),
    *(desk_papers, desk_substances, desk_question_acts, following),
    *(independent, independent_joining, desk_independent),
    *(events, booking, bookings, desk_events, desk_event_changes, desk_door, desk_event_papers, tickets, buyers),
    *(meetings, desk_meetings, desk_buyers, forums, desk_forums),
    *TAILORING,
)
