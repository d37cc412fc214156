"""Facts saved with the change and told after commit, one row for each listener."""
