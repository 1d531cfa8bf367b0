"""What organisers decide about parties by hand."""
