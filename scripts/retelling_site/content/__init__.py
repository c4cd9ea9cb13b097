"""What editors write: records, texts, relations and settings, read into frozen values."""
