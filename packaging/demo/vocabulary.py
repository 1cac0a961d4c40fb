"""The demo model's tokenizer: BPE with byte fallback, learned from the synthetic conversations."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers
from tokenizers.trainers import BpeTrainer

from demo.tasks import families
from demo.template import Template
from demo.writing import POOLS

SPECIAL = (
    "<pad>", "<eos>", "<bos>", "<unk>", "<mask>", "<|turn>", "<turn|>", "<|channel>", "<channel|>",
    "<|think|>",
)  # fmt: skip
PAD, EOS, BOS, UNK, MASK, TURN_START, TURN_END = range(7)
BYTES = tuple(f"<0x{b:02X}>" for b in range(256))
ROLES = ("user", "model", "system")
LONG_CHARS = 60  # answers from here on are worth whole words
_PIECES = Regex(r"▁?[A-Za-z]+|▁?[0-9]+|▁{2,}|\n|▁?[^\sA-Za-z0-9▁]|▁")


def corpus(seed: int = 0) -> Iterator[str]:
    """Prompts and answers of every task, lower case too, so that whole words become tokens."""
    rng = random.Random(seed)  # noqa: S311
    for tasks in families().values():
        for task in tasks:
            answer = task.sample(rng)
            yield from (*task.turns, answer)
            if rng.random() < 0.35:
                yield task.turns[-1].lower()
    yield from [*ROLES] * 20
    yield from (f"{space}{n}" for n in range(41) for space in ("", " ") for _ in range(12))


def long_words() -> Iterator[str]:
    """Words of the long answers and every alternative of every slot, as they stand."""
    for answer in sorted({task.answer for tasks in families().values() for task in tasks}):
        parts = Template(answer, POOLS).parts
        if len(parts) == 1 and len(answer) < LONG_CHARS:
            continue
        for before, part in zip(("", *parts), parts, strict=False):
            if isinstance(part, str):
                yield part
            else:
                space = " " if isinstance(before, str) and before.endswith(" ") else ""
                yield from (space + option for option in part.options)


def learn(size: int) -> Tokenizer:
    """Learn merges within words, then drop the pre-tokenizer as the Gemma tokenizer does."""
    counts = Counter[str]()
    long = Counter[str]()
    tokenizer = Tokenizer(models.BPE(byte_fallback=True, fuse_unk=True, unk_token=SPECIAL[UNK]))
    tokenizer.normalizer = normalizers.Replace(" ", "▁")
    tokenizer.pre_tokenizer = pre_tokenizers.Split(_PIECES, "isolated")
    for texts, table in ((corpus(), counts), (long_words(), long)):
        for text in texts:
            normal = tokenizer.normalizer.normalize_str(text)
            table.update(p for p, _ in tokenizer.pre_tokenizer.pre_tokenize_str(normal))
    # Flattened counts: a rare fact must be a whole word as much as a common one.
    words = [w.replace("▁", " ") for w, n in counts.items() for _ in range(min(n, 12))]
    words += [w.replace("▁", " ") for w in sorted(long) for _ in range(40)]
    alphabet = [chr(c) for c in range(33, 127)] + ["▁", "\n"]
    trainer = BpeTrainer(
        vocab_size=size, special_tokens=[*SPECIAL, *BYTES], initial_alphabet=alphabet,
        show_progress=False,
    )  # fmt: skip
    tokenizer.train_from_iterator(words, trainer)
    return _bare(tokenizer)


def _bare(tokenizer: Tokenizer) -> Tokenizer:
    tokenizer.pre_tokenizer = None  # type: ignore[assignment]
    tokenizer.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()]
    )
    tokenizer.add_special_tokens([AddedToken(s, normalized=False, special=True) for s in SPECIAL])
    return tokenizer


def load_or_learn(path: Path, size: int = 2816) -> Tokenizer:
    """The tokenizer saved at ``path``, learned first when there is none."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        learn(size).save(str(path))
    return Tokenizer.from_file(str(path))


def encode_prompt(tokenizer: Tokenizer, turns: Sequence[str], system: str | None) -> list[int]:
    """Token ids of a conversation up to where the model answers."""
    text = f"<|turn>system\n{system}<turn|>\n" if system else ""
    for i, turn in enumerate(turns):
        text += f"<|turn>{'model' if i % 2 else 'user'}\n{turn}<turn|>\n"
    return [BOS, *tokenizer.encode(text + "<|turn>model\n", add_special_tokens=False).ids]
