"""The ways in: portal, desk, API, command line. Layout and sign-in, no rule."""
