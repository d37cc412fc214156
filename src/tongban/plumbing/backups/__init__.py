"""Backups of a city's database and files, restoring them to a moment, and trying that out."""
