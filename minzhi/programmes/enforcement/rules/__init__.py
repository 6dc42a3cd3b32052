"""The law of enforcement as pure functions: instruments, penalties, crime, who may decide, what is published."""
