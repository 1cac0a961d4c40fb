"""Which tokens somebody selected, in the text of an answer or in its canvas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from darkroom.core.spans import find_words
from darkroom.viewmodels.answer_cells import AnswerCells

if TYPE_CHECKING:
    from darkroom.ui.answer_view import AnswerView
    from darkroom.ui.flow_text import FlowText
    from darkroom.ui.markdown.view import MarkdownView
    from darkroom.viewmodels.run import RunViewModel


@dataclass(frozen=True, slots=True)
class Words:
    """Words that were selected where the answer is read.

    Attributes:
        text: the words, without white space around them.
        place: how often they stand before that.
        count: how often they stand in the answer.
    """

    text: str
    place: int
    count: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of an answer, counted over all its canvases.

    Attributes:
        text: what they read as.
        start: the first of them.
        stop: the one behind the last.
    """

    text: str
    start: int
    stop: int


def selected_words(markdown: MarkdownView) -> Words | None:
    """What is selected in a text; None for nothing, and for a part of a word."""
    count = place = 0
    chosen = next((text for text in markdown.texts if text.textCursor().hasSelection()), None)
    if chosen is None:
        return None
    words, start = _selection(chosen)
    if not words:
        return None
    found = False
    for text in markdown.texts:
        places = find_words(text.toPlainText(), words)
        if text is chosen:
            starts = [first for first, _ in places]
            if start not in starts:
                return None
            place, found = count + starts.index(start), True
        count += len(places)
    return Words(words, place, count) if found else None


def tokens_of(run: RunViewModel, words: Words) -> Tokens | None:
    """The tokens behind words of an answer whose frames are here; None where that is not clear."""
    places = find_words(run.text, words.text)
    if len(places) != words.count:
        # Marks of Markdown hide some, or the text is not shown to its end.
        return None
    before, _, inside = run.opening
    cells = AnswerCells(run.frames, run.lexicon, inside=inside, before=before)
    if cells.text.strip() != run.text.strip():
        return None
    # White space at the end may have been left out, never at the beginning.
    span = cells.span(*places[words.place])
    return None if span is None else Tokens(words.text, *span)


def selected_tokens(view: AnswerView) -> Tokens | None:
    """The cells that are selected in the canvas of a replay; None for none."""
    selection, canvas = view.selected_cells, view.canvas
    if selection is None or canvas is None or canvas.content is None:
        return None
    block, first, stop = selection
    lengths = {frame.block: len(frame.tokens) for frame in view.run.frames}
    start = sum(length for number, length in lengths.items() if number < block)
    text = "".join(canvas.content.texts[first:stop]).strip()
    return Tokens(text, start + first, start + stop)


def _selection(text: FlowText) -> tuple[str, int]:
    """Selected words without white space around them, and the character they begin at."""
    cursor = text.textCursor()
    plain = text.toPlainText().encode("utf-16-le")
    first, last = cursor.selectionStart(), cursor.selectionEnd()
    # Qt counts in UTF-16.
    chosen = plain[2 * first : 2 * last].decode("utf-16-le", "replace")
    start = len(plain[: 2 * first].decode("utf-16-le", "replace"))
    return chosen.strip(), start + len(chosen) - len(chosen.lstrip())
