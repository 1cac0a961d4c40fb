"""The controls that show how an answer came about, and what comes of it."""
