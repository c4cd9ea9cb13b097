"""What tests and measurements run the site in: a real browser, a plain static server, a real nginx."""
