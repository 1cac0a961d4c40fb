"""The inference process: its messages, its main, and the client that keeps it."""
