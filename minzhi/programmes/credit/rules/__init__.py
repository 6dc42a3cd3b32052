"""The law of credit supervision as pure functions and dated data."""
