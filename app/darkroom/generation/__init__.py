"""From prompt tokens to an answer: encode, denoise canvas after canvas, commit, stop."""
