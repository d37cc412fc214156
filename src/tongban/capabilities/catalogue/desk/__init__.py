"""The room of the list at the desk: drafts, reviews, publication, authority (A1)."""
