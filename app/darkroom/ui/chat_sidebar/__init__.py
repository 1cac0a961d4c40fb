"""The left part of the window: new chat, search, the chats there are, the way to other pages."""
