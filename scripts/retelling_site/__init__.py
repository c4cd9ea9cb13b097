"""What this website exists for: findings, themes, reported changes, their sources and the relations between them.

Nothing in this package knows the site builder; `scripts/mkdocs_hooks.py` alone does.
"""
