"""Checks of files, records and navigation: they need no rendered text."""
