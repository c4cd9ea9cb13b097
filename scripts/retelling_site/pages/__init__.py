"""What pages show beyond their text: marks, permalinks, pictures, structured data."""
