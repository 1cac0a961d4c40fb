"""State of the window, without a pixel: QtCore only."""
