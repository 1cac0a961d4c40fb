"""The panel beside a chat: preset, system prompt, thinking, and every knob of the sampler."""
