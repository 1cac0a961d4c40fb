"""Answers as rendered Markdown: text is parsed into blocks, blocks become widgets."""
