"""A city as a whole: exported with its files and its log, and taken out of an installation."""
