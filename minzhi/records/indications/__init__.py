"""Geographical indications as rights: one dossier each, with the rights that protect it."""
