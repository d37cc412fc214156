"""Plain Python that auditors read: no Django, no database, no clock of its own, no network."""
