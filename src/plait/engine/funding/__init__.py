"""Money: what people cost, in whole pence, by published pay points and rates."""
