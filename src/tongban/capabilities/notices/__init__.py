"""Messages to people about their matters."""
