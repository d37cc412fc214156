"""The desk: what staff see. Layout, menu; no rule."""
