"""The page "Models": the catalogue, what is on this computer, and the downloads."""
