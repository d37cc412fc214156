"""Attacks on the law in the database: raw SQL as the application's own role."""
