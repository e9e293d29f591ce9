"""工作台: what waits for editors, kind by kind, and the way from one item to the next."""
