"""Checks of the built pages, templates and all."""
