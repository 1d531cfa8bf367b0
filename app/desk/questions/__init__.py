"""What organisers ask the groups that come."""
