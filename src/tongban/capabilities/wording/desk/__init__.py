"""The desk of papers' words: what is in force, writing, preview, putting in force."""
