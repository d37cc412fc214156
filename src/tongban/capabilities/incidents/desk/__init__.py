"""应急处置 on the desk: incidents, one of them, plans."""
