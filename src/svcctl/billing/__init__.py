"""Money, calendar, terms, schedule and due list: pure functions that know no files, no clock and no database."""
