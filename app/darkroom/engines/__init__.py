"""One package per inference engine, independent of one another."""

import os

# Waiting OpenMP threads that spin starve the sampler and the window on small machines. libgomp
# reads this when it is first loaded, so it is set before any engine imports torch or llama_cpp.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")
# A debugger's stack would take seconds and bury the words that ggml gives up with.
os.environ.setdefault("GGML_NO_BACKTRACE", "1")
