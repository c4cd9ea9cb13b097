"""The preview that an editor works with: it builds on change, serves the last good pages, and shows faults on top."""
