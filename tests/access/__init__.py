"""The stranger matrix: every page and endpoint asked by everybody, held against docs/access.md."""
