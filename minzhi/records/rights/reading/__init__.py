"""Reads the files that offices really publish: streaming, strict, without a database."""
