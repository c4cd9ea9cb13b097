"""Checks of the rendered texts, before templates are put around them."""
