"""What the keys of the window do."""

from __future__ import annotations

from collections.abc import Callable

from darkroom.ui.main_window import MainWindow
from darkroom.ui.parts import Parts
from darkroom.ui.question_view import QuestionView


def window_actions(window: MainWindow, parts: Parts) -> dict[str, Callable[[], object]]:
    """Every action by the id of its shortcut; see ``shortcuts.SHORTCUTS``."""
    chats, zoom, scroll = parts.chats, parts.preferences.zoom_by, window.conversation.scroll_page

    def search_chats() -> None:
        window.open_sidebar()
        window.sidebar.focus_search()

    def rename_chat() -> None:
        window.open_sidebar()
        window.sidebar.list.rename_current()

    def pin_chat() -> None:
        head = chats.current_head
        if head is not None:
            chats.pin(head.id, not head.pinned)

    def new_from_preset() -> None:
        window.new_chat()
        window.show_panel(True)

    def regenerate() -> None:
        window.show_chat()
        parts.chat.retry()

    def replay() -> None:
        window.show_chat()
        window.conversation.toggle_replay()

    def edit_question() -> None:
        window.show_chat()
        views = [v for v in window.conversation.views if isinstance(v, QuestionView)]
        if views:
            views[-1].edit()

    return {
        "new_chat": window.new_chat,
        "new_from_preset": new_from_preset,
        "search_chats": search_chats,
        "previous_chat": chats.select_previous,
        "next_chat": chats.select_next,
        "rename_chat": rename_chat,
        "pin_chat": pin_chat,
        "chat_settings": window.toggle_panel,
        "inspector": window.toggle_inspector,
        "focus_prompt": window.prompt.focus,
        "attach": window.chat_page.attach,
        "edit_question": edit_question,
        "regenerate": regenerate,
        "replay": replay,
        "repaint": window.chat_page.tools.repaint_selected,
        "copy_answer": window.chat_page.copy_last,
        "page_up": lambda: scroll(-1),
        "page_down": lambda: scroll(1),
        "choose_model": window.top_bar.open_models,
        "choose_quant": window.top_bar.quants.open_panel,
        "open_file": window.choose_file,
        "machine": window.show_machine,
        "models": window.models.show_last,
        "forms": window.forms.show,
        "escape": window.on_escape,
        "sidebar": window.shell.toggle_sidebar,
        "settings": window.settings.show_last,
        "shortcuts": window.settings.show_shortcuts,
        "zoom_in": lambda: zoom(1),
        "zoom_out": lambda: zoom(-1),
        "zoom_reset": lambda: zoom(0),
    }
