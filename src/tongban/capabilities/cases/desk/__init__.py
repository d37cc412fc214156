"""Staff pages of cases: the window (W2), the worklist (B1), review and decision (B2, B6)."""
