"""Facts and what they come to: kinds, replay, objections, one contract on one date (pure)."""
