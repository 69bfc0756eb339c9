"""Independent persons of homes: naming, taking it up, the form, what the provider reads and replies."""

from tests.browser.exhibit import Exhibit

PLACE = "/independent-persons/{home}/fairshire/"

EXHIBITS = [
    Exhibit("/independent-persons/", "What they report", "alice"),
    Exhibit(PLACE, "Mona Moss, since", "alice"),
    Exhibit("/independent-persons/reports/{visit_sent}/", "Your replies", "alice"),
    Exhibit("/independent-persons/reports/{visit_due}/", "Nothing was sent yet", "alice", note="not sent"),
    Exhibit("/independent-persons/join/{named}", "You see nothing else of the provider", None),
    Exhibit("/", "Homes that you visit", "mona", note="an independent person"),
    Exhibit("/returns/{visit_due}/", "Your visit in", "mona", note="an independent person"),
    Exhibit("/returns/{visit_sent}/receipt/1", "as the independent person of", "mona", note="an independent person"),
    Exhibit("/desk/independent-persons/", "Harbour House", "dana"),
    Exhibit(f"/desk{PLACE}", "Who may be the independent person", "dana", note="somebody serves"),
]
