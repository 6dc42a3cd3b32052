"""Django's PostgreSQL, asked more cheaply."""
