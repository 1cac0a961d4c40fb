"""Downloads that survive a lost connection, a full disk, a killed process and a changed file."""
