"""Types, errors and paths that everything else stands on; stdlib and numpy only."""
