"""Who reported, on time or late, and what falls due next."""
