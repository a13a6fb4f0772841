"""The budget as its pages and Excel files show it: tables, remarks on the DIPA, and which page leads where."""
