"""Reports with proof: written from the plan's live state, each figure with the records behind it."""
