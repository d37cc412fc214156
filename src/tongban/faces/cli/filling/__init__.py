"""Synthetic cases with full histories, for tests of size: only in a sample city."""
