"""What a leader sees of a subtree: the page, its tables as Excel, and one page of paper to carry away."""
