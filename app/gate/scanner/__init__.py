"""Give phones the scanner: a page, its scripts and words, and a worker that keeps them offline."""
