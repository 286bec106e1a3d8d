"""The Vietnamese language as official documents write it: numbers, words, dates, order, letters."""
