"""The service record: when its clocks run and what they come to."""
