"""What `scripts/learn` does: examples, as the browser reads them, tell which words speak for which page."""
