"""The size of a ministry, kept: filled from the engine, summed up the tree, refreshed for what changed."""
