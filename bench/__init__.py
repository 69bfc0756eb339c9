"""The benchmarks: `python -m bench` (`make bench`). Only ratios measured side by side in one run count."""
