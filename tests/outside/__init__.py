"""The platform tried from outside: whatever anybody can send to it."""
