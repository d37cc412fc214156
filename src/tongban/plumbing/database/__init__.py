"""The database: two roles, keys, law files, constraints that carry rules, refusals."""
