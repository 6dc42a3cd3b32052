"""How each language writes dates; templates say `date:"DATE_FORMAT"`."""
