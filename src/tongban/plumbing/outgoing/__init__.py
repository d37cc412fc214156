"""Calls to other systems: to the place that the configuration names, and nowhere else."""
