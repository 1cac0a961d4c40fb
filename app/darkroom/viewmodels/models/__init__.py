"""Getting models: what there is, what is on this computer, and what is under way."""
