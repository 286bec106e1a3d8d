"""The Excel form of a unit: what it asks, where each answer stands, and the workbook."""
