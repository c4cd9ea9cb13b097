"""What pages show beyond their text: marks, permalinks, structured data, and all that templates are given."""
