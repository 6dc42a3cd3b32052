"""The rules of data-IP registration as pure functions: packs by province, grounds, terms, numbers, sketches."""
