"""What other systems read: open data from what was published, and the API of the ministry behind tokens."""
