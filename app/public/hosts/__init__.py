"""What somebody sees and does who hosts an event by a link, without an account."""
