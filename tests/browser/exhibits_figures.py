"""Figures over time: the council’s pages, what may be shared, and a provider’s own."""

from tests.browser.exhibit import Exhibit
from tests.fixtures.cast import SET

OURS = "/returns/figures/fairshire/{figures}/"
EXHIBITS = [
    Exhibit("/desk/returns/?period={half_year}&state=figures", "Figures that providers do not have yet", "dana"),
    Exhibit("/desk/returns/?period={half_year}&state=late", "None of these", "hana"),
    Exhibit("/desk/figures/", "Returns answered by the day that we promised", "dana"),
    Exhibit("/desk/figures/", "Nothing was received yet", "gita", note="of a new council"),
    Exhibit("/desk/figures/{figures}/", "from 6 returns", "dana"),
    Exhibit(f"/desk/figures/{SET}/?to=2020-21-Q4", "No provider has sent figures", "hana", note="nothing yet"),
    Exhibit("/desk/figures/{figures}/{figure}", "Club 3", "dana", note="with its chart"),
    Exhibit(f"/desk/figures/{SET}/missing_times", "All together", "dana", note="before its chart is drawn"),
    Exhibit("/desk/figures/{figures}/share/{half_year}", "All providers together", "dana"),
    Exhibit(f"/desk/figures/{SET}/share/2020-21-Q4", "Nothing was received", "dana", note="of nothing"),
    Exhibit("/returns/figures/", "Take all of it along", "alice"),
    Exhibit("/returns/figures/", "No figures yet", "nina", note="of somebody new"),
    Exhibit(OURS, "Your figures for", "alice"),
    Exhibit(OURS + "{figure}", "In the middle of the others", "alice", note="beside others"),
    Exhibit(f"/returns/figures/fairshire/{SET}/missing_times", "never compared", "alice", note="of safety"),
]
