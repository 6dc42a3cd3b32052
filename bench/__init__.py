"""The benchmarks that the READMEs quote: `python -m bench`, or `python -m bench NAME`."""
