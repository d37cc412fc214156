"""Pages of the desk about bodies."""
