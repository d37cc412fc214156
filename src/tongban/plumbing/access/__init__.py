"""Who is asking, what they may do, and the one shape of every write and read."""
