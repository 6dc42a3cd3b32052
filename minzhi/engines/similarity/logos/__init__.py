"""Figurative marks: pictures read with suspicion, taken apart, described, compared."""
