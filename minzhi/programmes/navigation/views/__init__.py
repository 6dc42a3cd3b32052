"""The room's own pages; the acts of projects are shown by the engine."""
