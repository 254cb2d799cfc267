"""Links that people give: what answers there, and the picture that is there, without going where we should not."""
