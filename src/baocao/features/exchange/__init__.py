"""Files of people who have only Excel and Word: forms go out, filled ones and edited documents come in."""
