"""The site's own pages: signing in, choosing a post, units, search, facts."""
