"""What pages may have beside the builder's own Markdown, each an extension of Python-Markdown."""
