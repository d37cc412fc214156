"""Systems of others, played: programs of their own that know nothing of the platform."""
