"""The embedded index (tantivy): derived from the database, thrown away and built again at will."""
