"""The one material catalogue, and the files people hand in."""
