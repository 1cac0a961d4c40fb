"""Brings up the environment of a checkout and runs its commands; standard library only."""
