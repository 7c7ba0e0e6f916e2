"""The auditor's pack: how it is made, and how it is checked without a store."""
