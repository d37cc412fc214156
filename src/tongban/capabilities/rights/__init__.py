"""Who may do what, until when, by whose word: grants, dangerous acts, stand-ins."""
