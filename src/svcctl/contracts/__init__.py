"""The contract file: reading it, checking it whole, and describing its format to editors."""
