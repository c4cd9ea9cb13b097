"""The record at the head of each page, and the settings of the site: read, and held to a closed schema."""
