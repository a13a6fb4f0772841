"""A unit's quarter as one Excel file: written for that unit and quarter, filled in, read back and applied whole."""
