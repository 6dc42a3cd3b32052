"""Every change of a case: acts of its process, office work around it, its dossier, what the public sent in."""
