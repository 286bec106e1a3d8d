"""From submissions to figures: own and derived values, roll-up, ranking, progress of tasks."""
