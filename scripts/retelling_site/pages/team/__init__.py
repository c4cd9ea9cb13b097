"""What the tools for a team show: sheet, cards, plan and picture, all from the records of pages."""
