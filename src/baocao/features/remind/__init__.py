"""`baocao remind`: the letter to those who have not reported, and a sentence for each of them."""
