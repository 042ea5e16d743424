"""Who may enter the trust as what, and the trail of what everybody did."""
