"""One folder for each thing that the city can do; each uses only those below it."""
