"""A loaded model, as scripts and the inference process see it."""

from darkroom.model.chat import Model, Pinned

__all__ = ["Model", "Pinned"]
