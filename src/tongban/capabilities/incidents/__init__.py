"""应急处置: plans, incidents under them with their clocks, drills."""
