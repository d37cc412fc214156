"""Finding items by how people speak: words, index, ranking. Pure, in memory (ADR 13)."""
