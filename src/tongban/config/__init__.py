"""Settings, addresses, start-up."""
