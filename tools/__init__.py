"""Our own lint: import contracts and checks of the source."""
