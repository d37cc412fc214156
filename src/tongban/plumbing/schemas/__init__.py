"""Forms from one schema: checked itself, rendered on the server, and validating the API."""
