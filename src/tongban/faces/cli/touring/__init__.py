"""The ten-minute story of the platform, told by the running system."""
