"""What a leader has to decide: small rules over plain facts, the most pressing first (docs/dashboard.md)."""
