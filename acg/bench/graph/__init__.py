"""How fast the graph answers, beside other ways to write it: figures for `docs/performance.md`."""
