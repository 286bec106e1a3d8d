"""The report of the next period, made from the unit's last one: what stays, what is to be filled in."""
