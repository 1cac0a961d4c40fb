"""How the bundled demo model is made: data, training, export and evaluation."""
