"""Applications, cases, their events, papers and clocks."""
