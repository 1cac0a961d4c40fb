"""Texts as people and models write them, in five languages, some words often and most seldom."""

# ruff: noqa: RUF001 - Russian looks like English here and there, and is meant to

from __future__ import annotations

from typing import Final

import numpy as np

_COMMON: Final = {
    "en": "the of and to in is that it for as with on this be are by not from or an you can at"
    " which have will we more model time when how use what data between code answer text there one"
    " if each number function value example step first while only because same where than they"
    " these through list file line write read should would could language memory token diffusion",
    "de": "die der und in das von zu mit den ist nicht ein für auf eine im dem sich es auch als an"
    " werden aus er hat dass sie nach wird bei einer um noch wie über einen so zum kann wenn nur"
    " können mehr durch Modell Zeit Beispiel Schritt Wert größer während Straße schön müssen"
    " Übersetzung Frage Antwort Küche Vögel täglich heißt ähnlich Gemüse fünf möglich",
    "fr": "de la le et les des en un une du que est pour qui dans sur pas plus par avec ce sont il"
    " au être à cette mais ou comme nous leur où même fait deux très après été modèle réponse élève"
    " déjà garçon français près forêt leçon théâtre naïve œuvre cœur étape système donnée",
    "ru": "и в не на я что он с как это по но они к у ты из мы за вы так же от все она для бы когда"
    " модель ответ вопрос время слово шаг пример текст язык память работа можно нужно чтобы если"
    " очень только первый большой новый каждый через между после перед",
    "zh": "的 是 在 我 有 他 这 中 大 来 上 国 个 到 说 们 为 子 和 你 地 出 道 也 时 年 得"
    " 就 那 要 下 以 生 会 自 着 去 之 过 家 学 对 可 里 后 小 么 心 多 天 而 能 好 都 然"
    " 没 日 于 起 还 发 成 事 只 作"
    " 模型 扩散 语言 文本 答案 问题 时间 步骤 例子 记忆",
}
"""The most frequent words of each language."""
_SYLLABLES: Final = {
    "en": "al ter ment ing con pre tion er ly un re form ance ture pro ject ab str ate ic ous per",
    "de": "ge ver ung heit keit be schaft lich ent zer auf ab mäß stell führ bau werk zeug grün",
    "fr": "ré con ment tion eur age pré dé able ité esse ais oir ence é cla mou tère gno vri plu",
    "ru": "пре рас ние ость ова тель при под ска мен вет гор ний лов дел рас тор ник про ста",
    "zh": "电 脑 机 器 智 网 络 程 序 数 据 图 像 声 音 科 技 研 究 实 验 分 析 系 统 设 计"
    " 用 户 文 件 编 译",
}
_SHARE: Final = {"en": 0.5, "de": 0.2, "fr": 0.1, "ru": 0.1, "zh": 0.1}
_WORDS: Final = 20_000
"""Words of a language."""
_SENTENCE: Final = 12
_EMOJI: Final = ("🎉", "👍🏽", "👩‍💻", "❤️", "🤔")


class Texts:
    """Draws texts; the same seed draws the same ones.

    Args:
        seed: any whole number.
    """

    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng(seed)
        self._words = {language: self._vocabulary(language) for language in _COMMON}
        # Zipf: the n-th word comes up about 1/n times as often as the first.
        weights = 1 / (np.arange(_WORDS) + 2.7)
        self._ends = np.cumsum(weights / weights.sum())

    def language(self) -> str:
        """A language, the frequent ones more often."""
        return str(self._random.choice(list(_SHARE), p=list(_SHARE.values())))

    def text(self, language: str, median_words: int) -> str:
        """A text with about so many words, now and then with an emoji or a piece of code."""
        count = int(self._random.lognormal(np.log(median_words), 0.7)) + 1
        drawn = np.searchsorted(self._ends, self._random.random(count))
        words = self._words[language][np.minimum(drawn, _WORDS - 1)].tolist()
        between, stop = ("", "。") if language == "zh" else (" ", ". ")
        sentences = [between.join(words[at : at + _SENTENCE]) for at in range(0, count, _SENTENCE)]
        text = stop.join(sentence[:1].upper() + sentence[1:] for sentence in sentences)
        chance = self._random.random()
        if chance < 0.05:
            return f"{text} {_EMOJI[count % len(_EMOJI)]}"
        if chance < 0.15:
            return (
                f"{text}\n\n```python\nfor {words[0]} in range({count}):\n    print(x_{count})\n```"
            )
        return text

    def words(self, language: str) -> list[str]:
        """Every word of a language, the most frequent first."""
        return self._words[language].tolist()

    def _vocabulary(self, language: str) -> np.ndarray:
        words = dict.fromkeys(_COMMON[language].split())
        syllables = _SYLLABLES[language].split()
        while len(words) < _WORDS:
            count = int(self._random.integers(2, 5))
            words["".join(self._random.choice(syllables, count))] = None
        return np.array(list(words), object)
