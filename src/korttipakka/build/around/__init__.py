"""What is made of paper around a deck: a box or a band to fold, dividers with tabs."""
