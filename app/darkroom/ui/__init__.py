"""Widgets: layout, paint, input; no logic."""
