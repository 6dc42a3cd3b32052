"""Geographical indications as pure functions: areas, mass balance, label codes, coverage, cancellation, misuse."""
