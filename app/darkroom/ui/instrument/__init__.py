"""What can be done to an answer from one of its steps: forms, a review, and who connects them."""
