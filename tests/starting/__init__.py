"""How Tongban starts, stops, and refuses to start: real processes on real ports."""
