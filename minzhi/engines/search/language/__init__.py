"""The query language: text in, a typed tree out, and back. No database, no index."""
