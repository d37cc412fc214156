"""The desk of lists: drafting, reviews, publication, reports of demanded proofs."""
