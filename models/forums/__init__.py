"""Providers’ forums: standing bodies with members by service, meetings, papers and actions."""
