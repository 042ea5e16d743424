"""Tables, and the only code that reads or writes them."""
