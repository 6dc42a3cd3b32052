"""Readings of cases."""
