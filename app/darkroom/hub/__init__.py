"""Models on the Hugging Face Hub: what there is, and what their files say of themselves."""
