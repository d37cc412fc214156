"""Forms from one schema: rendered on the server, and validating the API."""
