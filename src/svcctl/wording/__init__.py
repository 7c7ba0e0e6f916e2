"""A contract's own words: what a file says line by line, and what of it a contract file can hold."""
