"""What is missing or wrong in a guide or an item document: pure, from values to findings."""
