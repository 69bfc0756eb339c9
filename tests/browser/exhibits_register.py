"""Officers’ pages of the contracts register and its editions, in every state."""

from playwright.sync_api import Page

from models.register.contract import Contract
from models.store import writing
from tests.browser.exhibit import Exhibit, typing
from tests.browser.exhibition import World

HERE = "/desk/register/contracts/fairshire/"
TOO_LONG = "much too long " * 60


def _changed_by_erin(_page: Page, world: World) -> None:
    contract = Contract.get(slug=world.paths["whole_contract"])
    with writing():
        changed = {"title": "A title by Erin", "department": "Housing"}
        contract.change(changed, by=world.people["erin"], at=contract.changed_at, version=contract.version)


LISTS = [
    Exhibit("/desk/register/", "Mentoring", "joan"),
    Exhibit("/desk/register/?state=missing&sort=value", "Something missing", "erin", note="what is missing"),
    Exhibit("/desk/register/?words=no+such+thing", "Nothing matches", "joan", note="nothing found"),
    Exhibit("/desk/register/", "No contracts yet", "gita", note="of a new council"),
    Exhibit("/desk/register/", "Held back", "hana", note="of an auditor"),
    Exhibit("/desk/register/?state=left_out", "Mentoring, entered twice", "joan", note="what is left out"),
    Exhibit("/desk/register/services/", "Leaving care", "joan"),
    Exhibit("/desk/register/services/", "Supported accommodation", "gita", note="not described"),
    Exhibit("/desk/register/services/fairshire/supported-accommodation/", "Category manager", "joan"),
    Exhibit(
        "/desk/register/services/fairshire/supported-accommodation/",
        "Enter a day with its year",
        "joan",
        typing("Save", {"stage_since_on": "soon"}),
        "with an error",
    ),
]
CONTRACTS = [
    Exhibit(HERE + "{whole_contract}/", "The tender is late.", "joan"),
    Exhibit(HERE + "{whole_contract}/", "Ask to take it down", "erin", note="of a manager"),
    Exhibit(HERE + "{whole_contract}/", "Called off from", "hana", note="of an auditor"),
    Exhibit(HERE + "{framework_contract}/", "Who may call off", "joan", note="a framework"),
    Exhibit(HERE + "{spot_contract}/", "never published", "joan", note="bought for one person"),
    Exhibit(HERE + "{held_contract}/", "Decide about it", "joan", note="held"),
    Exhibit(HERE + "{gone_contract}/", "Taken down for a legal reason", "joan", note="taken down"),
    Exhibit(HERE + "{twice_contract}/", "Put it back", "joan", note="left out, and published"),
    Exhibit(HERE + "{plain_contract}/", "Missing, and to be published", "joan", note="much is missing"),
]
KEEPING = [
    Exhibit("/desk/register/new", "Add a contract", "joan"),
    Exhibit(
        "/desk/register/new",
        "Enter the title",
        "joan",
        typing("Save", {"value_pence": "a lot", "tender_url": "nowhere"}),
        "with errors",
    ),
    Exhibit("/desk/register/new", "Supplier 2", "joan", typing("Add a supplier", {"awards-0-supplier": "Acorn Care"})),
    Exhibit(
        "/desk/register/new",
        "None of these",
        "joan",
        typing("Save", {"title": "Rooms", "awards-0-supplier": "ACORN CARE LTD"}),
        "with a supplier that may be another",
    ),
    Exhibit(
        "/desk/register/new",
        "Saved, and held back",
        "joan",
        typing("Save", {"title": "Placement of K.L."}),
        "held at once",
    ),
    Exhibit(HERE + "{whole_contract}/change", "Change Rooms in hosts’ homes", "joan"),
    Exhibit(
        HERE + "{whole_contract}/change",
        "Erin Ellis changed this contract",
        "joan",
        typing("Save", {"title": "A title by Joan"}, _changed_by_erin),
        "changed by a colleague meanwhile",
    ),
    Exhibit(HERE + "{whole_contract}/extend", "It may still be extended", "joan"),
    Exhibit(
        HERE + "{whole_contract}/extend",
        "one of the two",
        "joan",
        typing("Extend it", {"why": "Late."}),
        "with an error",
    ),
    Exhibit(
        HERE + "{whole_contract}/extend",
        "Erin Ellis changed this contract",
        "joan",
        typing("Extend it", {"months": "6", "why": "Late."}, _changed_by_erin),
        "changed by a colleague meanwhile",
    ),
    Exhibit(HERE + "{whole_contract}/end", "It ends on", "joan"),
    Exhibit(
        HERE + "{whole_contract}/end", "Enter why it ends", "joan", typing("End it", {"on": "soon"}), "with errors"
    ),
    Exhibit(HERE + "{framework_contract}/leave-out", "contract is called off from it", "joan"),
    Exhibit(
        HERE + "{plain_contract}/leave-out",
        "Enter why it should not be in the register",
        "joan",
        typing("Leave it out"),
        "without a reason",
    ),
    Exhibit(HERE + "{framework_contract}/users", "Westmoor County Council", "joan"),
    Exhibit(
        HERE + "{framework_contract}/users",
        "exactly as the register has it",
        "joan",
        typing("Let it call off", {"name": "Nowhere"}),
        "with an error",
    ),
    Exhibit(HERE + "{plain_contract}/buyers", "Keeps it in its register", "joan"),
    Exhibit(HERE + "{plain_contract}/users", "This contract is neither", "joan", note="no framework"),
]
HELD = [
    Exhibit("/desk/register/held/", "Placement of J.S.", "joan"),
    Exhibit("/desk/register/held/", "Nothing is held back", "gita", note="nothing held"),
    Exhibit("/desk/register/held/released/", "K.L. is a firm.", "joan"),
    Exhibit("/desk/register/held/released/", "Nothing was let pass yet", "gita", note="nothing yet"),
    Exhibit("/desk/register/held/fairshire/{held_contract}/", "What was found", "joan"),
    Exhibit(
        "/desk/register/held/fairshire/{held_contract}/",
        "Shorten this to 600 characters",
        "joan",
        typing("Let it pass", {"why": TOO_LONG}),
        "with too long a reason",
    ),
    Exhibit(
        "/desk/register/held/fairshire/{held_contract}/",
        "Select the words",
        "joan",
        typing("Redact the supplier"),
        "without words",
    ),
    Exhibit(
        "/desk/register/held/fairshire/{held_contract}/",
        "stands in place of the supplier now",
        "joan",
        typing("Redact the supplier", {"words": "REDACTED PERSONAL DATA"}),
        "redacted",
    ),
    Exhibit("/desk/register/held/fairshire/{gone_contract}/", "That is for good", "joan", note="taken down"),
    Exhibit(
        "/desk/register/held/fairshire/{plain_contract}/", "Nothing holds this contract back", "joan", note="not held"
    ),
]
EDITIONS = [
    Exhibit("/desk/editions/", "Waiting to be taken down", "erin"),
    Exhibit("/desk/editions/", "Editions of the register", "gita", note="nothing closed, of an officer"),
    Exhibit("/desk/editions/fairshire/{closed}/", "Two values were", "joan"),
    Exhibit("/desk/editions/fairshire/{newest}/close", "To be shown", "joan"),
    Exhibit("/desk/editions/fairshire/{running}/close", "has not ended", "joan", note="not ended"),
    Exhibit("/desk/editions/fairshire/{closed}/correct", "Why is it corrected?", "joan"),
    Exhibit(
        "/desk/editions/fairshire/{closed}/correct",
        "Enter why it is corrected",
        "joan",
        typing("Correct it"),
        "without a reason",
    ),
    Exhibit("/desk/editions/ask-take-down/fairshire/{whole_contract}", "For which legal reason?", "erin"),
    Exhibit(
        "/desk/editions/ask-take-down/fairshire/{whole_contract}",
        "Enter the legal reason",
        "erin",
        typing("Ask another manager"),
        "without a reason",
    ),
    Exhibit("/desk/editions/take-down/{asked_by_other}/", "Take it down", "erin"),
    Exhibit("/desk/editions/take-down/{asked_by_me}/", "another manager must agree", "erin", note="asked oneself"),
]
SPENDING = [
    Exhibit("/desk/register/spending/", "Yes, Acorn Care", "joan"),
    Exhibit("/desk/register/spending/", "No spending file yet", "gita", note="without a file"),
    Exhibit(
        "/desk/register/buying/", "Enter where they are stated", "joan", typing("Save", {"sme_count": "60"}),
        "with an error",
    ),
    Exhibit("/desk/register/suppliers/acorn-care/local", "what local means", "joan"),
    Exhibit(
        "/desk/register/colour/", "It is too light", "joan", typing("Show how it looks", {"colour": "#f4b942"}),
        "a light one",
    ),
]  # fmt: skip
EXHIBITS = [*LISTS, *CONTRACTS, *KEEPING, *HELD, *EDITIONS, *SPENDING]
