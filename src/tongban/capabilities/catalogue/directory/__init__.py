"""The basic directory, pure: which elements must be alike, and how a text is made so."""
