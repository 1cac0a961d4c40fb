"""What is asked of the system, one module per source; each may fail, none knows the others."""
