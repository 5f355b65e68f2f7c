"""A copy of the user's own workbook with comments at its findings."""
