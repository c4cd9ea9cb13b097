"""A day as editors write it, `2026-11-22`, and as readers are told it."""

import re
from datetime import date

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def parse_day(written: str) -> date | None:
    """Read year, month and day; None for anything else, such as a day that does not exist."""
    try:
        return date.fromisoformat(written) if _DAY.fullmatch(written) and written.isascii() else None
    except ValueError:
        return None


def in_words(day: date) -> str:
    """Give a day as readers write it: 22 November 2026."""
    return f"{day.day} {day:%B %Y}"
