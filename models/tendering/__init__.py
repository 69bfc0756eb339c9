"""Tenders: what a council wants to buy, by when, how it decides, and every change of it. Evenhand takes no bids."""
