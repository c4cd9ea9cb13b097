"""What crawlers are told (RFC 9309): all may be read, and where the sitemap is."""

FILE = "robots.txt"


def robots(site: str) -> str:
    """Give the file; crawlers ask for it at the root of a host alone."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {site}sitemap.xml\n"
