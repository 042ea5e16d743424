"""Pages of pulses: three statements a group answers without its names, and what may be told of them."""
