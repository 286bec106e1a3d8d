"""The one door to the disk for whatever is written: files, folders, locks. It knows nothing of data."""
