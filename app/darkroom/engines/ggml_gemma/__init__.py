"""DiffusionGemma on the ggml that llama-cpp-python carries."""
