"""Side by side: a passage and the passages of other works on the same question, event, figure or term."""
