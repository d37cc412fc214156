"""Lists of items as people keep them: files read, columns understood, files written."""
