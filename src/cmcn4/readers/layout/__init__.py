"""Layout: from the cells of a sheet to records: blocks, headings, roles."""
