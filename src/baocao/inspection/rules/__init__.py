"""The rules, one small function each; `catalogue` names them all."""
