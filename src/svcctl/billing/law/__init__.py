"""The law beside the contract: statutory limits, late interest, what must be made known."""
