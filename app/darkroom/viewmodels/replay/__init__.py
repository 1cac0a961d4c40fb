"""How an answer came about: its steps, shown again."""
