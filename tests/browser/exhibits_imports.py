"""Pages of register and spending files and of suppliers, in every state."""

from playwright.sync_api import Page

from models.register.supplier import Supplier
from portal import clock
from portal.register import supplier_work
from tests.browser.exhibit import Act, Exhibit, in_turn, typing
from tests.browser.exhibition import World
from tests.browser.register_files import change_meanwhile
from tests.portal.register.taking import ONE, register_of

IMPORT = "/desk/register/import"
WAITS = f"{IMPORT}/{{fairshire}}/{{waits}}"
FINDINGS = "/desk/register/findings/{taken_in}"
SUPPLIERS = "/desk/register/suppliers/"
SPENDING = "/desk/register/spending/import/"
PAID_WAITS = f"{SPENDING}{{fairshire}}/{{paid_waits}}"
PAID = "/desk/register/spending/files/{paid_file}"
PAIR = f"{SUPPLIERS}merge/rowan-ltd/rowan-limited"


def choosing(content: bytes) -> Act:
    """Chooses a file and sends it."""

    def act(page: Page, _world: World) -> None:
        page.set_input_files("[name=file]", {"name": "register.csv", "mimeType": "text/csv", "buffer": content})
        page.get_by_role("button", name="Look at this file").click()

    return act


def _a_contract_changes(_page: Page, world: World) -> None:
    change_meanwhile(world.people["erin"], clock.now())


def _a_supplier_changes(_page: Page, world: World) -> None:
    voice = Supplier.get(Supplier.slug == "voice-cic")
    by, values = world.people["erin"], {"vcse": "yes"}
    supplier_work.change(voice, values, by=by, now=clock.now(), version=voice.version)


def _somebody_worked_on_one(page: Page, world: World) -> None:
    change_meanwhile(world.people["erin"], clock.now())
    page.reload()


def _unfold(page: Page, _world: World) -> None:
    page.locator("main summary").first.click()


FILES = [
    Exhibit(IMPORT, "Looked at, not taken in yet", "joan"),
    Exhibit(IMPORT, "Register files", "dana", note="of an officer"),
    Exhibit(IMPORT, "No file yet", "gita", note="of a new council"),
    Exhibit(IMPORT, "Choose a file", "joan", typing("Look at this file"), "without a file"),
    Exhibit(IMPORT, "The file is empty", "joan", choosing(b" "), "with a bad file"),
    Exhibit(IMPORT, "What would change", "joan", choosing(register_of(ONE)), "with a small file"),
    Exhibit(WAITS, "Nothing has been changed yet", "joan"),
    Exhibit(WAITS, "To look at", "joan", _unfold, "with findings unfolded"),
    Exhibit(f"{WAITS}/new", "New contracts", "joan"),
    Exhibit(f"{WAITS}/changed", "£1,250,000", "joan"),
    Exhibit(f"{WAITS}/gone", "RF-2", "joan"),
    Exhibit(f"{WAITS}/findings", "What was done", "joan"),
    Exhibit(f"{IMPORT}/{{fairshire}}/{{interrupted}}", "This was interrupted", "joan"),
    Exhibit(
        f"{IMPORT}/{{fairshire}}/{{moved}}",
        "Somebody changed the register",
        "joan",
        typing("Take it in", {}, _a_contract_changes),
        "while the register changed",
    ),
    Exhibit(FINDINGS, "What was taken in", "dana"),
    Exhibit(FINDINGS, "£9k", "dana", _unfold, "with findings unfolded"),
    Exhibit(f"{FINDINGS}/all", "All findings", "hana"),
    Exhibit(f"{FINDINGS}/take-out", "These stay as they are", "joan", _somebody_worked_on_one),
    Exhibit(
        f"{FINDINGS}/take-out",
        "Put them back",
        "joan",
        typing("Take all 6 out", {"why": "It was the register of Westmoor."}),
        "taken out",
    ),
]
PAYMENTS = [
    Exhibit(SPENDING, "spending-july.csv", "joan"),
    Exhibit(SPENDING, "No spending file yet", "gita", note="of a new council"),
    Exhibit(PAID_WAITS, "1 name may be a person’s", "joan"),
    Exhibit(f"{PAID_WAITS}/names", "May be a person", "joan"),
    Exhibit(PAID, "What was taken in", "joan"),
    Exhibit(f"{PAID}/findings", "What was done", "hana"),
    Exhibit(f"{PAID}/take-out", "Enter what was wrong", "joan", typing("Take it out"), "without a reason"),
]
DESK = [
    Exhibit(SUPPLIERS, "Voice CIC", "dana"),
    Exhibit(SUPPLIERS, "No supplier yet", "gita", note="of a new council"),
    Exhibit(f"{SUPPLIERS}?q=zebra", "No supplier of that name or number", "dana"),
    Exhibit(f"{SUPPLIERS}voice-cic/", "What is known", "dana"),
    Exhibit(f"{SUPPLIERS}harbour-young-people-ltd/", "It may be Harbour Young People", "joan", None, "may be linked"),
    Exhibit(f"{SUPPLIERS}rowan-ltd/", "May be the same firm as", "joan", note="may be another"),
    Exhibit(f"{SUPPLIERS}voice-cic/change", "The name that is shown", "joan"),
    Exhibit(
        f"{SUPPLIERS}voice-cic/change",
        "A company number has eight digits",
        "joan",
        typing("Save", {"company_number": "123456789", "charity_number": "1", "group_name": "Voices"}),
        "with errors",
    ),
    Exhibit(
        f"{SUPPLIERS}voice-cic/change",
        "has changed this supplier meanwhile",
        "joan",
        typing("Save", {"company_number": "1234567"}, _a_supplier_changes),
        "changed by a colleague meanwhile",
    ),
    Exhibit(f"{SUPPLIERS}harbour-young-people-ltd/provider", "The same name", "joan"),
    Exhibit(f"{SUPPLIERS}voice-cic/provider?q=north", "Northgate", "joan", note="looked for"),
    Exhibit(
        f"{SUPPLIERS}harbour-young-people-ltd/provider",
        "Select which provider it is",
        "joan",
        typing("Yes, link them"),
        "nothing selected",
    ),
    Exhibit(
        f"{SUPPLIERS}harbour-young-people-ltd/provider",
        "confirmed by Joan Joyce",
        "joan",
        in_turn(lambda page, _: page.get_by_label("Harbour Young People").check(), typing("Yes, link them")),
        "linked",
    ),
    Exhibit(f"{SUPPLIERS}voice-cic/same-as", "Find the other name", "joan"),
    Exhibit(f"{SUPPLIERS}voice-cic/same-as?q=oak", "Oak Fostering Ltd", "joan", note="found"),
    Exhibit(
        f"{SUPPLIERS}voice-cic/same-as?q=oak",
        "Select the other name",
        "joan",
        typing("Look at both"),
        "nothing selected",
    ),
    Exhibit(f"{SUPPLIERS}merge", "Rowan Limited", "dana"),
    Exhibit(f"{SUPPLIERS}merge", "No pair waits", "gita", note="of a new council"),
    Exhibit(PAIR, "“Two firms” stays so", "joan"),
    Exhibit(
        PAIR,
        "Which name is that of another firm?",
        "joan",
        in_turn(
            lambda page, _: page.get_by_role("radio").first.check(),
            typing("Decide"),
            lambda page, _: page.goto(page.url.replace("/merge", "/rowan-ltd/apart")),
        ),
        "one firm by mistake",
    ),
    Exhibit(f"{SUPPLIERS}voice-cic/apart", "It is published under one name only", "joan"),
    Exhibit(PAIR, "Whoever keeps the register decides", "dana", note="of an officer"),
    Exhibit(PAIR, "Select whether they are one firm or two", "joan", typing("Decide"), "nothing selected"),
]
EXHIBITS = [*FILES, *PAYMENTS, *DESK]
