"""Targets out of words, paths and bands, ranks: pure functions over what the room keeps."""
