"""The colours of the window, dark and light, with each of the accents."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final


@dataclass(frozen=True, slots=True)
class Tokens:
    """Named colours; text colours keep a contrast of 4.5 to the grounds they are used on."""

    bg: str
    side: str
    raised: str
    hover: str
    line: str
    outline: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_hover: str
    accent_wash: str
    on_accent: str
    ok: str
    warn: str
    bad: str
    bad_wash: str
    noise: str
    grain: str
    draft: str
    bubble: str
    weights: str
    experts: str
    cache: str
    canvas: str
    compute: str
    process: str


DARK = Tokens(
    bg="#131417",
    side="#191B1F",
    raised="#1F2126",
    hover="#262931",
    line="#2B2E35",
    outline="#6C727D",
    text="#E8E9EC",
    muted="#9096A1",
    faint="#5E6470",
    accent="#E8A33D",
    accent_hover="#F2B354",
    accent_wash="#2E2718",
    on_accent="#1B1408",
    ok="#5FB98B",
    warn="#E0B04A",
    bad="#E0736B",
    bad_wash="#2A1C1C",
    noise="#343842",
    grain="#4F5562",
    draft="#858B97",
    bubble="#262931",
    weights="#7C9CC9",
    experts="#589994",
    cache="#A58CC6",
    canvas="#C98BA3",
    compute="#A9A37C",
    process="#8A909B",
)
LIGHT = Tokens(
    bg="#FBFAF8",
    side="#F3F1ED",
    raised="#FFFFFF",
    hover="#EBE8E2",
    line="#E2DED6",
    outline="#85888E",
    text="#1D1E21",
    muted="#62666E",
    faint="#A3A6AC",
    accent="#A65F00",
    accent_hover="#935400",
    accent_wash="#FBEFD9",
    on_accent="#FFFFFF",
    ok="#2E7D57",
    warn="#8C6100",
    bad="#B3403A",
    bad_wash="#FAECEA",
    noise="#E4E1DA",
    grain="#C9C4B9",
    draft="#6F737A",
    bubble="#EFECE6",
    weights="#4A6E9F",
    experts="#2F7772",
    cache="#7D62A3",
    canvas="#A05876",
    compute="#726B3D",
    process="#666B75",
)


@dataclass(frozen=True, slots=True)
class Accent:
    """The one colour for what is alive, in a dark and in a light room.

    Attributes:
        dark, light: the colour itself, the same under the pointer, and the ground of new words.
    """

    dark: tuple[str, str, str]
    light: tuple[str, str, str]


ACCENTS: Final = {
    "coral": Accent(("#F0907C", "#F7A493", "#33211D"), ("#B84A38", "#A33F2F", "#FBE7E2")),
    "moss": Accent(("#A3BE5C", "#B3CC70", "#252A18"), ("#56700F", "#4A610B", "#EEF3D8")),
    "sea": Accent(("#5BB8C9", "#74C8D7", "#17292E"), ("#0B7285", "#086172", "#DCF0F3")),
    "violet": Accent(("#B39DF0", "#C2B0F5", "#272235"), ("#6C4BC4", "#5D3EB0", "#ECE6FA")),
}
"""What there is beside amber, which the colours above have."""


def tokens(accent: str, *, dark: bool) -> Tokens:
    """The colours of a room.

    Args:
        accent: a value of ``core.settings.ACCENT``.
        dark: rather than light.
    """
    plain = DARK if dark else LIGHT
    if accent not in ACCENTS:
        return plain
    colour, hover, wash = ACCENTS[accent].dark if dark else ACCENTS[accent].light
    return replace(plain, accent=colour, accent_hover=hover, accent_wash=wash)
