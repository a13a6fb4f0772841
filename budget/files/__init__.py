"""Budget files of other systems (SAKTI, OM-SPAN) as they come: what their rows and columns are. Knows no Django."""
