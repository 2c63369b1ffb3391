"""How long the main jobs take on the standard corpus, and how much memory: `python -m benchmarks`."""
