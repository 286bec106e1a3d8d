"""A new workspace, with CI that installs the compiler by hash."""
