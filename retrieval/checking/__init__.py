"""Claims, passages of unknown origin and receipts -> what the material says to them."""
