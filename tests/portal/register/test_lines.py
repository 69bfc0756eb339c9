"""One row, read: every cell typed, everything odd said."""

from datetime import date

import pytest

from portal.register import columns, lines
from portal.register.findings import Finding
from portal.register.lines import Line, Rejected
from portal.register.row_cells import LONGEST_TEXT
from portal.register.rows import Row

TODAY = date(2026, 10, 5)
CELLS = {"ContractReference": "FC-1", "ContractTitle": "Supported lodgings", "SupplierName": "Rowan CIC"}


def read(**cells: str) -> tuple[Line, list[Finding]]:
    named = {**CELLS, "ContractValue": "5000", "Description": "Homes", **cells}
    found = columns.read(list(named))
    assert found is not None
    return lines.read(Row(7, list(named.values())), found, TODAY)


def problems(**cells: str) -> list[tuple[str, str, str]]:
    return [(finding.column, finding.value, finding.problem) for finding in read(**cells)[1]]


def test_a_row_with_everything_in_order_has_no_findings() -> None:
    line, findings = read(
        StartDate="01/04/2026", EndDate="31/03/2029", ReviewDate="2028-10-01", SMESupplier="Yes", VCSESupplier="No",
        IrrecoverableVAT="0.00", ProcessType="Invitation to quote", ContractType="Single award contract",
        AwardDate="2026-03-01", CPVCode="85311300", OrganisationalUnit="Children’s services",
    )  # fmt: skip
    assert not findings
    assert line == Line(
        row=7, title="Supported lodgings", reference="FC-1", description="Homes", department="Children’s services",
        starts_on=date(2026, 4, 1), ends_on=date(2029, 3, 31), review_on=date(2028, 10, 1), awarded_on=date(2026, 3, 1),
        value_pence=500_000, value_kind="whole", irrecoverable_vat_pence=0, arrangement="stand_alone", process="quote",
        supplier_cell="Rowan CIC", sme="Yes", vcse="No", cpv_code="85311300",
    )  # fmt: skip


def test_of_a_title_that_is_a_whole_text_the_beginning_is_taken_and_said() -> None:
    line, (finding,) = read(ContractTitle="Short breaks " * 40)
    assert len(line.title) <= lines.LONGEST_TITLE
    assert line.title.endswith("breaks Short")
    assert (finding.problem, finding.action) == ("longer than a title", "its beginning is taken")
    assert not problems(ContractTitle="x" * lines.LONGEST_TITLE)
    assert len(read(ContractTitle="x" * 500)[0].title) == lines.LONGEST_TITLE


def test_of_a_description_that_no_page_can_show_the_beginning_is_kept_and_said() -> None:
    line, (finding,) = read(Description="Short breaks " * 10_000)
    assert len(line.description) <= LONGEST_TEXT
    assert (finding.problem, finding.action) == ("longer than 20,000 characters", "its beginning is kept")
    assert not problems(Description="x" * LONGEST_TEXT)
    assert not problems(SupplierName="; ".join(f"Rowan Homes {number} CIC" for number in range(2_000)))


def test_no_end_date_is_said_and_kept_without_one() -> None:
    assert problems(EndDate="") == [("EndDate", "", "no end date")]
    line, findings = read(EndDate="Ongoing")
    assert (line.ends_on, line.ends_note) == (None, "Ongoing")
    assert [finding.problem for finding in findings] == ["not a date"]
    assert read(EndDate="TBC")[0].ends_note == "TBC"
    assert read(EndDate="N/A")[0].ends_note == ""


def test_an_end_before_the_start_is_no_end() -> None:
    line, findings = read(StartDate="2026-04-01", EndDate="2025-03-31")
    assert (line.ends_on, line.ends_note) == (None, "2025-03-31")
    assert [finding.problem for finding in findings] == ["it ends before it starts"]


def test_an_award_after_publication_is_said() -> None:
    assert problems(AwardDate="2026-10-06") == [("AwardDate", "2026-10-06", "awarded after it was published")]
    assert not problems(AwardDate="2026-10-05")
    late = problems(AwardDate="2026-09-01", EffectiveDate="30/06/2026")
    assert late == [("AwardDate", "2026-09-01", "awarded after it was published")]


def test_an_award_after_the_start_is_said() -> None:
    assert problems(AwardDate="2026-05-01", StartDate="2026-04-01") == [
        ("AwardDate", "2026-05-01", "awarded after it started")
    ]


@pytest.mark.parametrize("value", ["0", "£0.00", "1", "£1"])
def test_a_framework_of_nothing_or_a_pound_is_nominal(value: str) -> None:
    line, findings = read(ContractValue=value, ContractType="Framework agreement")
    assert line.value_kind == "nominal"
    assert [(finding.problem, finding.action) for finding in findings] == [
        ("a value of £0 or £1", "marked as nominal: never summed")
    ]


def test_a_stand_alone_contract_of_a_pound_is_a_small_value() -> None:
    line, findings = read(ContractValue="1", ContractType="Single award contract")
    assert line.value_kind == "whole"
    assert [finding.problem for finding in findings] == ["a very small value: perhaps a rate"]
    assert problems(ContractValue="22") == [("ContractValue", "22", "a very small value: perhaps a rate")]


def test_words_in_place_of_a_value_are_kept() -> None:
    line, findings = read(ContractValue="REDACTED COMMERCIAL CONFIDENTIALITY")
    assert (line.value_pence, line.value_kind) == (None, "unknown")
    assert line.value_words == "REDACTED COMMERCIAL CONFIDENTIALITY"
    assert not findings
    assert read(ContractValue="Up to £1.2m")[0].value_words == "Up to £1.2m"


def test_a_yearly_value_is_yearly() -> None:
    assert read(ContractValue="£22,000 per annum")[0].value_kind == "yearly"
    line, _ = read(**{"ContractValue": "", "Annual value": "22000"})
    assert (line.value_pence, line.value_kind) == (2_200_000, "yearly")


def test_extensions_in_numbered_columns_are_added_up() -> None:
    line, _ = read(**{"Extension 1 (months)": "12", "Second extension": "1 year", "Third extension": ""})
    assert line.extension_months == 24


def test_of_two_columns_for_an_extension_the_one_that_says_how_long_is_read() -> None:
    line, findings = read(**{"Extension available": "Yes", "Period of extension": "24 months"})
    assert (line.extension_months, findings) == (24, [])


@pytest.mark.parametrize("text", ["Option to extend to 31/03/2031", "Up to 31 March 2031", "31/03/2031 (1 year)"])
def test_a_day_among_words_about_an_extension(text: str) -> None:
    assert read(EndDate="31/03/2030", LastExtensionDate=text)[0].last_end_on == date(2031, 3, 31)


def test_words_behind_the_last_day_are_kept_as_words_about_the_end() -> None:
    line, findings = read(EndDate="31/03/2030 (option to extend to 31/03/2031)")
    assert (line.ends_on, line.ends_note) == (date(2030, 3, 31), "option to extend to 31/03/2031")
    assert [one.problem for one in findings] == ["words beside the date"]


def test_an_apostrophe_before_a_day_or_a_number_is_none_of_it() -> None:
    line, findings = read(StartDate="'01/04/2026", ContractValue="'£5,000", ContractTitle="'24/7' helpline")
    assert (line.starts_on, line.value_pence, line.title) == (date(2026, 4, 1), 500_000, "'24/7' helpline")
    assert findings == []


def test_what_a_system_wrote_as_a_formula_to_keep_its_noughts() -> None:
    line, findings = read(ContractReference='="00123"', CompaniesHouseRegistrationNumber='="01234567"', StartDate='=""')
    assert (line.reference, line.company_number, line.starts_on) == ("00123", "01234567", None)
    assert [one.problem for one in findings] == ["no start date"]


def test_entities_before_an_amount_are_no_words() -> None:
    assert read(ContractValue="&pound;25,000")[0].value_pence == 2_500_000


def test_no_vat_is_lost_where_it_says_nil() -> None:
    assert read(IrrecoverableVAT="Nil")[0].irrecoverable_vat_pence == 0


def test_an_extension_is_a_day_or_months_whatever_the_heading_says() -> None:
    assert read(LastExtensionDate="31/03/2031")[0].last_end_on == date(2031, 3, 31)
    assert read(LastExtensionDate="2 x 12 months")[0].extension_months == 24
    assert read(ExtensionMonths="24")[0].extension_months == 24
    line, findings = read(EndDate="31/03/2031", LastExtensionDate="31/03/2030")
    assert line.last_end_on is None
    assert findings[0].problem == "the last possible end is before the end"


@pytest.mark.parametrize(
    ("words", "field", "key"),
    [
        ("Framework agreement", "arrangement", "framework"),
        ("Dynamic purchasing system", "arrangement", "dynamic_market"),
        ("Grant agreement", "arrangement", "grant"),
        ("Spot purchase", "volume", "spot"),
        ("Block contract", "volume", "block"),
        ("Payment by results", "payment", "by_results"),
        ("call_off_direct", "arrangement", "call_off_direct"),
    ],
)
def test_the_kind_of_agreement(words: str, field: str, key: str) -> None:
    line, findings = read(ContractType=words)
    assert getattr(line, field) == key
    assert not findings


@pytest.mark.parametrize(
    ("route", "arrangement", "process"),
    [
        ("Open procedure (above threshold)", "", "tender"),
        ("Call-off from a framework agreement", "call_off", "other"),
        ("Other - Direct Award from a Framework Contract", "call_off_direct", "other"),
        ("Other - Further Competition - Framework", "call_off_competition", "other"),
        ("Other - Request for Quotation", "", "quote"),
        ("By word of mouth", "", ""),
    ],
)
def test_how_it_was_bought(route: str, arrangement: str, process: str) -> None:
    line, findings = read(ProcurementMethod=route)
    assert (line.route, line.arrangement, line.process) == (route, arrangement, process)
    assert not findings


def test_an_unknown_kind_of_agreement_is_said() -> None:
    assert problems(ContractType="Works") == [("ContractType", "Works", "not a kind of agreement that is known")]
    assert not problems(ContractType="Other")


def test_without_a_title_the_description_lends_its_beginning() -> None:
    line, findings = read(ContractTitle="", Description="Homes for care leavers")
    assert line.title == "Homes for care leavers"
    assert findings[-1].problem == "no title"


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"ContractTitle": "", "Description": ""}, "neither title nor description"),
        ({"ContractTitle": "Total"}, "a line of totals"),
        ({"OrganisationLabel": "x" * 201}, "longer than any name"),
    ],
)
def test_rows_that_are_no_contract(cells: dict[str, str], reason: str) -> None:
    with pytest.raises(Rejected, match=reason):
        read(**cells)


def test_a_row_with_one_cell_is_a_note() -> None:
    found = columns.read(["Reference", "Title", "Value", "Supplier name"])
    assert found is not None
    with pytest.raises(Rejected, match="perhaps a note"):
        lines.read(Row(9, ["* revised figures", "", "", ""]), found, TODAY)


def test_entities_and_line_breaks_are_put_right_and_said() -> None:
    line, findings = read(Description="Play &amp; care.rnrnLot 1", ContractTitle="A&#039;s\nhome")
    assert (line.title, line.description) == ("A's home", "Play & care.\n\nLot 1")
    assert sorted(finding.problem for finding in findings) == [
        *("HTML entities", "HTML entities", "line breaks were lost (“rnrn”)")
    ]


def test_only_web_addresses_are_links() -> None:
    line, findings = read(ContractDocumentURL="javascript:alert(1)", TenderDocumentURL="https://fairshire.example/t")
    assert (line.contract_url, line.tender_url) == ("", "https://fairshire.example/t")
    assert findings[0].problem == "not a web address"


def test_a_formula_that_was_made_harmless_is_read_as_it_was() -> None:
    assert read(ContractTitle="'=Homes")[0].title == "=Homes"


def test_supplier_type_says_sme_and_vcse() -> None:
    line, _ = read(**{"Supplier Type": "SME / VCSE"})
    assert (line.sme, line.vcse) == ("yes", "yes")
    assert problems(**{"Supplier Type": "Nice"}) == [("Supplier Type", "Nice", "a type of supplier that is not known")]


def test_the_digest_is_of_what_a_row_says_not_of_where_it_stands() -> None:
    found = columns.read([*CELLS, "ContractValue"])
    assert found is not None
    cells = [*CELLS.values(), "5000"]
    one, _ = lines.read(Row(2, cells), found, TODAY)
    other, _ = lines.read(Row(9, [*cells[:3], "£5,000.00"]), found, TODAY)
    another, _ = lines.read(Row(2, [*cells[:3], "5001"]), found, TODAY)
    assert one.digest == other.digest != another.digest


def test_under_a_heading_of_organisations_only_what_is_an_authority_is_one() -> None:
    assert read(Organisation="Fairshire County Council")[0].authority == "Fairshire County Council"
    line, findings = read(Organisation="Children’s Services")
    assert (line.authority, [one.action for one in findings]) == (None, ["not taken as one"])
    assert read(OrganisationLabel="Fairshire")[0].authority == "Fairshire", (
        "the template’s own heading always names one"
    )


def test_a_service_is_the_department_where_no_column_has_it() -> None:
    line, _ = read(Service="Parks")
    assert (line.service, line.department) == ("Parks", "Parks")
    assert read(Service="Parks", OrganisationalUnit="Place")[0].department == "Place"


def test_months_of_an_extension_have_a_unit_or_a_heading_that_says_so() -> None:
    assert read(**{"Extension period": "2"})[0].extension_months is None
    assert read(**{"Extension period (months)": "2"})[0].extension_months == 2
    assert read(**{"Extension (years)": "2"})[0].extension_months == 24
