"""Form schemas of items, kept by digest."""
