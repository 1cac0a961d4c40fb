"""The chats there are: grouped by day, found, renamed, deleted and got back."""
