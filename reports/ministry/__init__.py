"""A made-up ministry of any size for trials and measurements: believable, complete, and the same for the same seed."""
