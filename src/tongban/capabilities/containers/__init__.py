"""Our pages inside other apps, and which apps there are: the register, tickets, the bridge."""
