"""The words by which pages are found, and the index that the browser searches."""
