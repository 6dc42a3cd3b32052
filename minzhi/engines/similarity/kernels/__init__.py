"""Compiled loops over arrays: no objects, no Django, no files. They let other threads run meanwhile."""
