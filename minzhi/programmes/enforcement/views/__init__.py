"""The room's own pages; cases themselves are shown by the engine."""
