"""Reading model files: header, architecture, tokenizer and chat template."""
