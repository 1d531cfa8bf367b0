"""What an event needs of volunteers, how far it is filled, and who comes."""
