"""The one evidence log: leaves written with the act, put in order and hashed after it."""
