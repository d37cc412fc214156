"""Natural and legal persons, accounts, postings, rights."""
