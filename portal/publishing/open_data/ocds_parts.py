"""The sections of a release of OCDS 1.1.5, made of a released contract. What nobody has said is left out. Pure."""

import re
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]
Body = dict[str, Any]

OCID = re.compile(r"ocds-[a-z0-9]{6}-\S+")
CHARITIES = {"CCEW": "GB-CHC", "OSCR": "GB-SC", "CCNI": "GB-NIC"}
SCALES = {"yes": "sme", "no": "large"}


@dataclass(frozen=True)
class Scene:
    """Whose register it is, and the prefix of its identifiers."""

    authority: str
    authority_slug: str
    prefix: str


def ocid(row: Row, scene: Scene) -> str:
    """The one under which the contracting process is known already, else one of our own."""
    known = str(row["ocid"])
    return known if OCID.fullmatch(known) else f"{scene.prefix}-{scene.authority_slug}-{row['slug']}"


def body(row: Row, scene: Scene, last_day: str) -> Body:
    """Everything that a release says of a contract as it stood on `last_day`."""
    suppliers = [_organisation(part) for part in _each_once(row["suppliers"])]
    department = f"{scene.authority}: {row['department']}" if row["department"] else scene.authority
    buyer = {"id": scene.authority_slug, "name": department}
    others = [{"id": one["slug"], "name": one["name"], "roles": ["buyer"]} for one in row.get("buyers", ())]
    return {
        "parties": [{**buyer, "roles": ["buyer"]}, *others, *suppliers],
        "buyer": buyer,
        **_budget(row),
        "tender": _tender(row),
        "awards": [_award(row, suppliers)],
        "contracts": [_contract(row, last_day)],
    }


def tags(new: Body, old: Body | None) -> list[str]:
    """What kind of release it is: the sections that are new, or that changed, and how."""
    if old is None:
        return ["tender", "award", "contract"]
    found = ["tenderUpdate"] if new["tender"] != old["tender"] else []
    if new["awards"] != old["awards"]:
        found.append("awardUpdate")
    (mine,), (theirs,) = new["contracts"], old["contracts"]
    if mine["status"] == "terminated" != theirs["status"]:
        found.append("contractTermination")
    elif any(mine.get(name) != theirs.get(name) for name in ("period", "value")):
        found.append("contractAmendment")
    elif mine != theirs or not found:
        found.append("contractUpdate")
    return found


def _each_once(suppliers: list[Row]) -> list[Row]:
    return list({part["slug"]: part for part in suppliers}.values())


def _organisation(part: Row) -> Body:
    identifier = _identifier(part)
    key = f"{identifier['scheme']}-{identifier['id']}" if identifier else part["slug"]
    details: Body = {"scale": SCALES[part["sme"]]} if part["sme"] in SCALES else {}
    if part["vcse"] in ("yes", "no"):
        details["vcse"] = part["vcse"] == "yes"
    said = {"identifier": identifier, "details": details}
    return {"id": key, "name": part["name"], "roles": ["supplier"], **_filled(said)}


def _identifier(part: Row) -> Body:
    if part["company_number"]:
        return {"scheme": "GB-COH", "id": part["company_number"], "legalName": part["name"]}
    if part["charity_number"] and part["charity_register"] in CHARITIES:
        return {"scheme": CHARITIES[part["charity_register"]], "id": part["charity_number"]}
    return {}


def _budget(row: Row) -> Body:
    """A sum a year is no value of a contract: the standard’s is of the whole."""
    if row["value_kind"] != "yearly" or row["value_pence"] is None:
        return {}
    return {"planning": {"budget": {"description": f"£{row['value_pence'] / 100:,.2f} a year"}}}


def _tender(row: Row) -> Body:
    document = _documents(row["tender_url"], "tender", "tenderNotice")
    return {"id": row["slug"], "title": row["title"], **_filled({
        "description": row["description"],
        "procurementMethodDetails": row["route"],
        "additionalProcurementCategories": [row["category"]] if row["category"] else [],
        "documents": document,
    })}  # fmt: skip


def _award(row: Row, suppliers: list[Body]) -> Body:
    awarded = row["awarded_on"] or min((p["awarded_on"] for p in row["suppliers"] if p["awarded_on"]), default=None)
    named = [{"id": one["id"], "name": one["name"]} for one in suppliers]
    said = {"date": awarded and f"{awarded}T00:00:00Z", "value": _value(row), "suppliers": named}
    return {"id": f"{row['slug']}-award", "title": row["title"], "status": "active", **_filled(said)}


def _contract(row: Row, last_day: str) -> Body:
    review = {"id": "review", "title": "Review", "type": "assessment", "dueDate": _at(row["review_on"])}
    documents = [
        *_documents(row["contract_url"], "contract", "contractSigned"),
        *_documents(row["performance_url"], "performance", "physicalProgressReport"),
    ]
    said = {
        "description": row["description"],
        "period": _period(row),
        "value": _value(row, gross=True),
        "documents": documents,
        "milestones": [review] if row["review_on"] else [],
    }
    head = {"id": row["slug"], "awardID": f"{row['slug']}-award", "title": row["title"]}
    return {**head, "status": status(row, last_day), **_filled(said)}


def _period(row: Row) -> Body:
    return _filled({
        "startDate": _at(row["starts_on"]),
        "endDate": _at(row["ends_on"], "23:59:59"),
        "maxExtentDate": _at(row["last_possible_end"], "23:59:59"),
    })  # fmt: skip


def status(row: Row, last_day: str) -> str:
    """Of the contract on that day: terminated is the standard’s word for one that has come to its end, too."""
    if row["ends_on"] and row["ends_on"] <= last_day:
        return "terminated"
    return "pending" if row["starts_on"] and row["starts_on"] > last_day else "active"


def _value(row: Row, *, gross: bool = False) -> Body:
    """Of the whole contract alone: a nominal sum is none."""
    if row["value_pence"] is None or row["value_kind"] != "whole":
        return {}
    value = {"amount": row["value_pence"] / 100, "currency": "GBP"}
    if gross and row["irrecoverable_vat_pence"]:
        value["amountGross"] = (row["value_pence"] + row["irrecoverable_vat_pence"]) / 100
    return value


def _documents(url: str, name: str, kind: str) -> list[Body]:
    return [{"id": name, "documentType": kind, "url": url}] if url else []


def _at(day: str | None, clock: str = "00:00:00") -> str:
    return f"{day}T{clock}Z" if day else ""


def _filled(said: Body) -> Body:
    return {name: value for name, value in said.items() if value}
