"""The law in the database, tested as the application's own role."""
