"""One package per inference engine, independent of one another."""
