"""Pages of the desk about rights."""
