"""What a check tells: its result, the formats it is written in, and the sheets that go back to units."""
