"""Documents that come back from Word: what was changed in them, and whose words those were."""
