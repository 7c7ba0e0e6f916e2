"""Answers, a subject a module: columns, rows, JSON, sentences; writers know only formats."""
