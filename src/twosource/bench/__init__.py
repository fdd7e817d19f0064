"""The benchmarks and their tasks."""
