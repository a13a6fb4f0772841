"""The workbook of a unit and year: import, preview and export, as .xlsx or as a folder of .csv."""
