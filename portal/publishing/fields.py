"""What the record holds beside contracts, field by field, in words. contracts.csv is described in csv_columns.py.

The fields are those of portal/releasing/rows.py; a test compares the two.
"""

AUTHORITY = {
    "slug": "Its name in addresses.",
    "name": "Its name.",
    "kind": "A council, a body of the NHS, or a regional body.",
    "nation": "E, W, S or N.",
    "threshold_pence": "Contracts worth more than this are in its register, in pence.",
    "contact_name": "Whom to ask about its contracts.",
    "contact_email": "Their e-mail address.",
    "brand": "Its colour, where several authorities stand beside each other.",
}
SERVICE = {
    "key": "Its key in the list that all authorities share.",
    "title": "Its name.",
    "segment": "The segment of the market that it belongs to.",
    "stage": "Where it is in the commissioning cycle: analyse, plan, do, review.",
    "stage_since_on": "Since which day.",
}
TOTALS = {
    "service": "The service; none where nobody has said.",
    "half_year": "The half-year, as a key.",
    "label": "The half-year, in words.",
    "withheld": "Whether the numbers are left out: fewer than 6 people, or fewer than 3 suppliers.",
    "people": "For about how many people something was bought, in fives.",
    "suppliers": "From how many suppliers.",
    "spend_pence": "For how much, rounded to £1,000; left out where one supplier has more than 80% of it.",
    "without_value": "For about how many of these no value is known, in fives; none: one to five. Not in the spend.",
}
WITHHELD = {
    "spot": "Contracts bought for one person each: up to so many.",
    "held": "Contracts stopped because their words may identify a person.",
    "taken_down": "Contracts removed for a legal reason.",
    "redacted": "Contracts in which the words of the Transparency Code stand for what is left out.",
}
TABLES = (
    ("Authorities", AUTHORITY),
    ("Services", SERVICE),
    ("Purchases for one person, as totals", TOTALS),
    ("What is left out, counted", WITHHELD),
)
