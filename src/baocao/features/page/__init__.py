"""The page of a period, for people who open no terminal: one file that works without any network."""
