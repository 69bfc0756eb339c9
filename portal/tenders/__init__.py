"""Tenders: written, checked and changed at the desk; read by everybody. Bids go elsewhere."""
