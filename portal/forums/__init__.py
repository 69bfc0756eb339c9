"""Providers’ forums: who takes part, for which service, papers, actions, the next meeting."""
