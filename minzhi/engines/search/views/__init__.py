"""The public pages of the search."""
