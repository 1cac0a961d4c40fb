"""Forms: what people write with blanks in it, and how the model fills them."""
