"""The law of disputes as pure functions: instruments, who is competent, what must and what may be suspended."""
