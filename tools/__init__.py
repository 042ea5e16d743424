"""What the house runs on itself: its checks and its gates."""
