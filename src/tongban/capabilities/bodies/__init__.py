"""Bodies at the desk: their tree and history, imports, closing, assessment sheets."""
