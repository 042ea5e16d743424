"""Pages of the contact log: which directors a digital leader met, and how long ago."""
