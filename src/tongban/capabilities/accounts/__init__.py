"""Signing in: sessions, limits, second factors, registration, levels of assurance."""
