"""The report of a period, made from the unit's last one: what stays, what is to be filled in."""
