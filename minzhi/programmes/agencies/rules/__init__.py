"""The law of agency supervision as pure functions and dated data."""
