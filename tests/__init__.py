"""The tests, and two programs beside them: `python -m tests.screens`, `python -m tests.benchmarks`."""
