"""What patent navigation is held to: kinds of project, filing, measures of a search, figures, pictures."""
