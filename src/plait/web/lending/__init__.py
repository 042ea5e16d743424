"""Pages of lending: whom this trust lends to others, and which trusts lend to it."""
