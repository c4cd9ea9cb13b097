"""A website that retells one document: its statements, findings, themes and reported changes, and how they connect.

Nothing in this package knows the site builder; `scripts/mkdocs_adapter.py` alone does.
"""
