"""Samplers, schedules, stopping rules and the denoising loop; no I/O, no model code."""
