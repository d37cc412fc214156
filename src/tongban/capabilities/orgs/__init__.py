"""Cities, regions, bodies, venues, windows, calendars."""
