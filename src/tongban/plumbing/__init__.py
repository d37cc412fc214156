"""What no user sees: database, access, evidence, outbox, files, forms, papers."""
