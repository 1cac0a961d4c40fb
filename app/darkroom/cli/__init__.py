"""The command line: the window's door, and everything that works without one."""
