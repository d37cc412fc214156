"""Service items, published versions, guides, intake modes."""
