"""The plan's pages: each view asks once, or calls one action once, and answers."""
