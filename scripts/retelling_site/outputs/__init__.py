"""Files that the build makes for machines and for pages to fetch."""
