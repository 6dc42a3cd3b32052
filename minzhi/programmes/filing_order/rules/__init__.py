"""The law and the proposals of this room as pure functions: what is suspicious, why, under which rule of which day."""
