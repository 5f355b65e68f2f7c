"""Values: what the text of a cell says: a number, a period, a unit, an area, an indicator."""
