"""Figures of the city, defined as code: what is counted, of what, and what was aimed at."""
