"""Texts that tokenizers disagree on: scripts, spaces, code, control characters, special tokens."""
# ruff: noqa: RUF001

from __future__ import annotations

import random
from collections.abc import Iterator

SCRIPTS = {
    "latin": "The naïve café façade—Übergröße, Łódź, Þór, ǅ and “quotes”…",
    "greek": "Η γρήγορη καφέ αλεπού πηδάει πάνω από το σκυλί",
    "cyrillic": "Съешь же ещё этих мягких французских булок, да выпей чаю",
    "chinese": "我能吞下玻璃而不傷身體。漢字和数字１２３，标点！",
    "japanese": "いろはにほへとちりぬるを カタカナ ﾊﾝｶｸ 日本語テキスト。",
    "korean": "다람쥐 헌 쳇바퀴에 타고파 ᄒᆞᆫ글",
    "arabic": "نص حكيم له سر قاطع وذو شأن عظيم مكتوب على ثوب أخضر ١٢٣",
    "hebrew": "דג סקרן שט בים מאוכזב ולפתע מצא לו חברה שָׁלוֹם",
    "hindi": "ऋषियों को सताने वाले दुष्ट राक्षसों के राजा रावण १२३",
    "thai": "เป็นมนุษย์สุดประเสริฐเลิศคุณค่า กว่าบรรดาฝูงสัตว์เดรัจฉาน",
    "tamil": "யாமறிந்த மொழிகளிலே தமிழ்மொழி போல்",
    "georgian": "გთხოვთ ახლავე გაიაროთ რეგისტრაცია",
    "ethiopic": "ሰማይ አይታረስ ንጉሥ አይከሰስ።",
    "khmer": "ខ្ញុំអាចញុំកញ្ចក់បាន",
    "rare": "𐍈 𓀀𓂀 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 ꙮ ⸻ 𒐫 ᚠᛇᚻ \U0001e900 \U0010ffff",
    "emoji": "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🇩🇪🇯🇵 ☺️ 🫠 1️⃣ 🧑🏿‍🚀",
    "combining": "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳ é vs é",
    "math": "∀x∈ℝ: ⌈x⌉ = −⌊−x⌋, α ∧ ¬β ⇔ ∑ᵢ xᵢ² ≤ ∞ ½ ⅔ 10⁻⁶",
    "code": "def f(x: int) -> int:\n    return x ** 2  # ok\n\n\tif (a&&b) { c[i]+=0xFF; }\n",
    "web": "https://example.org/a?b=c&d=%20#e mailto:x@y.z <a href='q'>t</a> &amp; </s> <s>",
    "numbers": "0 1 12 123 1234 12345 3.14159 1,000,000 -1e-10 0x7fff 1/2 00007 2026-08-01T12:34",
    "tokens": "▁ ▁▁the ▁▁▁ <0x0A> <0xZZ> <unused7> <pad <eos><|turn>|> [multimodal] \\n \\u2581",
}
SPECIAL = (
    *("<bos>", "<eos>", "<pad>", "<unk>", "<mask>", "<|turn>", "<turn|>", "<|think|>", "</s>"),
    *("<|channel>", "<channel|>", "<|tool_response>", "<tool_response|>", '<|"|>', "<|image|>"),
)
SPACES = (" ", "  ", "\t", "\n", "\r\n", "\n\n\n", " \n ", "\u00a0", "\u3000", "\u200b", "\v\f")


def texts() -> Iterator[str]:
    yield from ("", " ", "a", "\n", "\0", "a\0b", "\ufeff", "\ufffd", "\x7f\x80\x9f", "'", '"')
    yield from SCRIPTS.values()
    yield from (f" {text} " for text in SCRIPTS.values())
    yield from SPECIAL
    yield from (f"a {one} b{other}{one}c" for one in SPECIAL for other in SPECIAL[:6])
    yield from (space * count for space in SPACES for count in (1, 2, 3, 15, 16, 31, 32, 33, 70))
    yield from (chr(code) for code in range(1, 32))
    yield from (f"x{chr(code)}y" for code in (*range(127, 161), 0x2028, 0xE000, 0xFFFE, 0x1FFFF))
    yield from ("ab" * 500, "1234567890" * 40, "漢" * 300, "🙂" * 50, "-=" * 90, "а́" * 60)
    rng = random.Random(20260801)
    words = [word for text in SCRIPTS.values() for word in text.split()]
    for _ in range(200):
        parts = rng.choices([*words, *SPACES, *SPECIAL], k=rng.randrange(2, 40))
        yield rng.choice(("", " ")).join(parts)
    for _ in range(100):
        codes = (rng.choice((0x80, 0x800, 0x10000, 0x30000)) for _ in range(rng.randrange(1, 30)))
        characters = (chr(rng.randrange(1, code)) for code in codes)
        yield "".join(c for c in characters if not "\ud800" <= c <= "\udfff")
