"""Which suppliers of the register may be a provider: by a number, a contract that the list names, or a name. Each is
proposed, and a person decides.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from models.authority import Authority
from models.provider import Provider
from models.register.award import Award
from models.register.contract import Contract
from models.register.link_proposal import LinkProposal
from models.register.supplier import Supplier, SupplierName
from models.register.supplier_names import folded
from portal.onboarding.reading import Line

Odd = Callable[[str, str, str, str], None]
"""(field, value, problem, action)"""
FREE = Supplier.provider.is_null() & Supplier.merged_into.is_null()


def propose(authority: Authority, provider: Provider, line: Line, *, at: datetime, odd: Odd) -> bool:
    """Asks about every supplier that may be this provider; whether anything was asked that was not before."""
    reasons: dict[int, str] = {}
    for why, suppliers in _signs(authority, provider, line, odd):
        for supplier in suppliers:
            reasons.setdefault(supplier, why)
    asked = [LinkProposal.propose(supplier, provider.id, why, at) for supplier, why in reasons.items()]
    return any(asked)


def _signs(authority: Authority, provider: Provider, line: Line, odd: Odd) -> Iterable[tuple[str, list[int]]]:
    """The strongest first."""
    company = line.company_number or provider.company_number
    charity = line.charity_number or provider.charity_number
    register = line.charity_register or provider.charity_register
    if company:
        yield "same_company_number", _free(Supplier.company_number == company)
    if charity:
        same = (Supplier.charity_number == charity) & (Supplier.charity_register == register)
        yield "same_charity_number", _free(same)
    yield "same_contract", [one for ref in line.contracts for one in _of_contract(authority, provider, ref, odd)]
    named = SupplierName.select(SupplierName.supplier).where(SupplierName.folded == folded(line.name))
    yield "same_name", _free(Supplier.id << named)


def _free(where: Any) -> list[int]:
    return [supplier.id for supplier in Supplier.select(Supplier.id).where(where, FREE).order_by(Supplier.id)]


def _of_contract(authority: Authority, provider: Provider, reference: str, odd: Odd) -> list[int]:
    """The supplier of a contract that has one alone; a framework with several says nothing about who is who."""
    mine = (Contract.authority == authority.id) & (Contract.reference == reference) & Contract.stands()
    awards = Award.select(Award, Supplier).join(Supplier).switch(Award).join(Contract).where(mine)
    suppliers = {award.supplier_id: award.supplier for award in awards}
    if not suppliers:
        odd("contracts", reference, "no contract of this reference in the register, or none with a supplier", "noted")
        return []
    if len(suppliers) > 1:
        odd("contracts", reference, "a contract with several suppliers", "says nothing about who is who")
        return []
    [supplier] = suppliers.values()
    if supplier.provider is not None and supplier.provider_id != provider.id:
        odd("contracts", reference, f"its supplier is {supplier.provider.legal_name} already", "not linked")
    return [supplier.id] if supplier.provider_id is None and supplier.merged_into_id is None else []
