"""The supply gate: what the locks bring in has no known hole, and a licence that we may pass on."""
