"""Let organisers enrol phones for the entrances, and see how many people have come."""
