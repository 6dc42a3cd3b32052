"""The public check, and the pages of the judges."""
