"""What the dialog and the notice about exports say, and what stands in the files."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from darkroom.viewmodels.replay.export import ExportKind
from darkroom.viewmodels.replay.words import MapWords, PageWords


def name_of(kind: ExportKind) -> str:
    """What a kind of file is called."""
    translate = QCoreApplication.translate
    return {
        ExportKind.HTML: translate("ReplayExport", "Page to play it (HTML)"),
        ExportKind.WEBP: translate("ReplayExport", "Film (animated WebP)"),
        ExportKind.GIF: translate("ReplayExport", "Film (GIF)"),
        ExportKind.PNG: translate("ReplayExport", "Settling map (PNG)"),
        ExportKind.JSON: translate("ReplayExport", "Steps for programs (JSON)"),
        ExportKind.NPZ: translate("ReplayExport", "Steps for research (NPZ)"),
    }[kind]


def about(kind: ExportKind) -> str:
    """What it is good for."""
    translate = QCoreApplication.translate
    return {
        ExportKind.HTML: translate(
            "ReplayExport",
            "One file with all steps and a scrubber. Any browser opens it, and it loads nothing "
            "from anywhere.",
        ),
        ExportKind.WEBP: translate(
            "ReplayExport", "Plays by itself in browsers and most chats; sharp, and smaller."
        ),
        ExportKind.GIF: translate(
            "ReplayExport", "Plays by itself nearly everywhere, in 256 colours."
        ),
        ExportKind.PNG: translate(
            "ReplayExport", "The finished text, coloured by when each word settled."
        ),
        ExportKind.JSON: translate(
            "ReplayExport", "Tokens, entropies and settings of every step, as text."
        ),
        ExportKind.NPZ: translate(
            "ReplayExport",
            "The same for NumPy. “darkroom resume” and “darkroom replay” read it too.",
        ),
    }[kind]


def under_way(kind: ExportKind | None) -> str:
    """What goes on."""
    translate = QCoreApplication.translate
    if kind in (ExportKind.WEBP, ExportKind.GIF):
        return translate("ReplayExport", "The film is being made")
    return translate("ReplayExport", "The replay is being exported")


def page_words() -> PageWords:
    """The words of a page, in the language of the window."""
    translate = QCoreApplication.translate
    return PageWords(
        lang=QLocale().bcp47Name(),
        title=translate("ReplayPage", "Replay of an answer"),
        question=translate("ReplayPage", "Question"),
        answer=translate("ReplayPage", "Answer"),
        thinking=translate("ReplayPage", "Thinking"),
        replay=translate("ReplayPage", "Replay"),
        play=translate("ReplayPage", "Play"),
        pause=translate("ReplayPage", "Pause"),
        back=translate("ReplayPage", "One step back"),
        on=translate("ReplayPage", "One step on"),
        position=translate("ReplayPage", "Step"),
        which=translate("ReplayPage", "Canvas"),
        speed=translate("ReplayPage", "Speed"),
        step=translate("ReplayPage", "step {step} of {steps}"),
        canvas=translate("ReplayPage", "canvas {n} of {count}"),
        map=translate("ReplayPage", "Settling map"),
        seed=translate("ReplayPage", "seed {seed}"),
        made_with=translate("ReplayPage", "Made with Darkroom {version}"),
        trouble=translate(
            "ReplayPage", "This browser cannot play the replay. The answer itself stands above."
        ),
        settling=MapWords(
            legend=translate("ReplayPage", "When words settled"),
            early=translate("ReplayPage", "first steps"),
            late=translate("ReplayPage", "last steps"),
            note=translate("ReplayPage", "This is when words settled, not whether they are true."),
        ),
    )
