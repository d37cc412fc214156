"""What runs by itself: the relay, the sequencer, and scheduled jobs."""
