"""Figures of returns over providers and periods: added up, drawn, shared, taken along."""
