"""What leaves the building: workbooks, calendar files, pages, letters, open contracting data."""
