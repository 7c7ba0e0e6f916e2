"""Lists that people hand in: tables, payment lists and their matching, budgets."""
