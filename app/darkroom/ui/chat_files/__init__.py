"""Chats in files, as people meet them: dialogs, and a notice of what came of it."""
