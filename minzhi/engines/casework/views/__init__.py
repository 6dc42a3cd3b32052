"""Pages that every process gets: lists, the case, its acts as forms, its dossier, and what the public sees."""
