"""Acting for another: dated mandates of people and firms, given, held and ended."""
