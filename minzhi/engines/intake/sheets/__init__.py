"""Files as grids: workbooks, comma-separated text, what was pasted. Read as they stand; nothing in them is computed."""
