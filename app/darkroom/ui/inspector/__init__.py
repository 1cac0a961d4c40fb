"""The panel that shows what an answer's steps look like from inside."""
