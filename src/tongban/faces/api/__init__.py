"""The HTTP API `/api/v1`: one contract for everything that pages can do."""
