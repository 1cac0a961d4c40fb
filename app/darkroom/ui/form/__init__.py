"""The page "Forms": a form to write, and what the model makes of its blanks."""
