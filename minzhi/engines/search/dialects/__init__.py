"""The languages of other systems, each a table of signs and names over the one grammar."""
