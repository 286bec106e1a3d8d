"""The one declaration of a record's keys: reader, order, JSON Schema and docs are made from it."""
