"""A draft in two parts: what the model thinks, and what it answers."""

from __future__ import annotations

from darkroom.core.types import Frame, ThinkingMarks
from darkroom.viewmodels.cells import CanvasContent, CellState, Lexicon
from darkroom.viewmodels.draft import Draft
from qt.frames import END, frame, lexicon

OPEN, LABEL, CLOSE, A, B = 1, 2, 3, 4, 5
MARKS = ThinkingMarks(OPEN, CLOSE, (LABEL,))


def words() -> Lexicon:
    result = lexicon("", "thought\n", "", " a", " b")
    result.marks = MARKS
    return result


def text_of(content: CanvasContent | None) -> str | None:
    return None if content is None else content.prefix + "".join(content.texts)


def _step(tokens: list[int], block: int = 0) -> Frame:
    return frame(tokens, [1] * len(tokens), block=block)


def test_a_step_is_painted_in_two_parts() -> None:
    draft = Draft(words())
    step = _step([OPEN, LABEL, A, B, CLOSE, B, END])
    picture = draft.step(step, None, draft.noise(7))
    assert (text_of(picture.thinking), text_of(picture.answer)) == ("a b", "b")
    assert picture.answer.states[:5].tolist() == [CellState.HIDDEN] * 5
    settled = draft.settled(step)
    assert (text_of(settled.thinking), text_of(settled.answer)) == ("a b", "b")
    assert draft.texts([step]) == ("b", "a b")


def test_marks_below_noise_do_not_count() -> None:
    draft = Draft(words())
    step = frame([OPEN, LABEL, A, B], [0, 1, 1, 1])
    assert draft.step(step, None, draft.noise(4)).thinking is None


def test_an_answer_without_thinking_has_one_part() -> None:
    draft = Draft(words())
    assert draft.noise(3).thinking is None
    assert draft.step(_step([A, B, END]), None, draft.noise(3)).thinking is None


def test_thinking_that_fills_a_canvas_goes_on_in_the_next() -> None:
    draft = Draft(words())
    first, second = _step([OPEN, LABEL, A, A]), _step([B, CLOSE, B, END], block=1)
    draft.commit_before(1, [first])
    noise = draft.noise(4)
    assert set(noise.answer.states.tolist()) == {CellState.HIDDEN}
    assert noise.thinking is not None
    assert noise.thinking.prefix == "a a"
    picture = draft.step(second, None, noise)
    assert (text_of(picture.thinking), text_of(picture.answer)) == ("a a b", "b")
    assert draft.texts([first, second]) == ("b", "a a b")


def test_thinking_stays_in_sight_when_the_answer_fills_a_canvas_of_its_own() -> None:
    draft = Draft(words())
    draft.commit_before(1, [_step([OPEN, LABEL, A, CLOSE])])
    noise = draft.noise(2)
    assert set(noise.answer.states.tolist()) == {CellState.NOISE}
    assert text_of(noise.thinking) == "a"


def test_an_answer_goes_on_from_another_one() -> None:
    draft = Draft(words(), "Before", "mused")
    picture = draft.step(_step([A, END]), None, draft.noise(2))
    assert text_of(picture.answer) == "Before a"
    assert draft.texts([_step([A, END])]) == ("Before a", "mused")


def test_thinking_that_was_cut_off_goes_on() -> None:
    draft = Draft(words(), "", "mused", inside=True)
    assert draft.texts([_step([A, CLOSE, B, END])]) == ("b", "mused a")
