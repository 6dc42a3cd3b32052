"""The house as a whole."""
