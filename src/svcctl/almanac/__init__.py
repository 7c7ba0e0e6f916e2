"""The almanac: published calendars, the days fixed by law, and what open years may still become."""
