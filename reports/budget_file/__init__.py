"""Budget files of SAKTI and OM-SPAN as pages take them in: opened safely, kept, looked at, and only then stored."""
