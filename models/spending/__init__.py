"""How an authority buys: what it says of that itself, and what its spending files say it paid to whom. Payments are
private, and published as totals only."""
