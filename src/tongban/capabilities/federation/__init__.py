"""Other systems sign people in with the city's identity: clients, consent, codes, tokens."""
