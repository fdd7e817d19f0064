"""The benchmarks and their tasks: what was measured, by which definitions, and the floors that may not drop.

`ledger` scores a ledger against a story's gold, `attribution` who-says-what against PolNeAR; other tasks are
modules of this package with a `score(folder)` of their own. `runner` finds and runs them by name.
"""

from twosource.bench.figures import BenchError, Figures, Rates, Result

__all__ = ["BenchError", "Figures", "Rates", "Result"]
