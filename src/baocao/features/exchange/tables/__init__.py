"""Tables that people send in place of forms, read by a mapping that a person has confirmed."""
