"""The plan's rules as pure functions: progress, lights, sheets, scores. Values come in as arguments."""
