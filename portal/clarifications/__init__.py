"""Clarification questions: one asks, everybody is answered at the same instant, nobody learns who asked."""
