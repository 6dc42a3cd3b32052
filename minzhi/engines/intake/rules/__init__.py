"""How cells and headings are read: pure functions, without database, clock or file."""
