"""What is told about personal data, what people ask of it, and how long it is kept."""
