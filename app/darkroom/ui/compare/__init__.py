"""The page "Compare": two answers to one question, side by side."""
