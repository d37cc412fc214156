"""The words of papers: versions an office writes, and which is in force."""
