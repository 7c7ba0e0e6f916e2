"""Money, calendar, terms, schedule: pure functions that know no files, no clock, no database."""
