"""Names: who and what they are, in which forms they come, and what a dictionary makes of them."""
