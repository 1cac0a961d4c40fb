"""What one answer's steps look like from inside: curves, heat, alternatives, pins."""
