"""Pages of intake: sheets that come in, and the office's own report forms."""
