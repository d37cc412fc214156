"""Assisted handling (帮办代办): orders under a mandate, who serves where, what may be assisted."""
