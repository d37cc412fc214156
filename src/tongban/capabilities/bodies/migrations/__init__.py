"""Migrations of this capability."""
