"""Takes the lines of a budget file into a DIPA: compares, shows, writes all or nothing, and takes it back whole."""
