"""Files that a stranger may have made: opened here only, within limits, whatever they hold."""
