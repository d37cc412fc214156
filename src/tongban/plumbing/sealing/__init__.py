"""Sealing: what names a person lies encrypted in the database, and dies with its key."""
