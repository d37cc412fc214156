"""Tongban (通办): integrated government services whose database refuses what the law forbids."""
