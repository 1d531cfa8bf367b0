"""Clean what people type and fold it for search. Pure: no catalogue, no database."""

import re
import unicodedata

ZWNJ = "\u200c"
# Bidi overrides can make a place read as another one; ZWNJ belongs to Persian words and stays.
_SPOOFING = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
# Noncharacters are no part of XML (1.0, 2.2), so no feed could hold them.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]")
_WORD = re.compile(r"[^\W_]+")
_LONGEST_WORD = 64
_UNSEEN = {"Cc", "Cf", "Zl", "Zp", "Zs"}
_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
_LETTERS = str.maketrans(
    {"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "أ": "ا", "إ": "ا"}
    | {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"}
)


def clean(text: str) -> str:
    """Return the text without control characters, bidi overrides and lone surrogates."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for unwanted in (_SURROGATES, _CONTROLS, _SPOOFING):
        text = unwanted.sub("", text)
    return unicodedata.normalize("NFC", text).strip()


def one_line(text: str) -> str:
    """Return the cleaned text with every run of white space as one space."""
    return " ".join(clean(_spaced(text)).split())


def is_blank(text: str) -> bool:
    """Tell whether nothing of a text can be seen: only spaces, joiners and marks of direction."""
    return all(unicodedata.category(letter) in _UNSEEN for letter in text)


def latin_digits(text: str) -> str:
    """Return the text with Persian and Arabic digits as 0 to 9."""
    return text.translate(_DIGITS)


def spellings(text: str) -> list[list[str]]:
    """Fold a text into words, so that « Déclaration » finds "declaration" and «كارت» finds «کارت».

    A text with joiners is spelled twice, in parts and joined, as people type Persian words both
    ways.
    """
    parts, joined = (_words(text.replace(ZWNJ, instead)) for instead in (" ", ""))
    return [parts] if parts == joined else [parts, joined]


def _words(text: str) -> list[str]:
    decomposed = unicodedata.normalize("NFKD", latin_digits(one_line(text)))
    bare = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    folded = bare.translate(_LETTERS).casefold()
    return [word[:_LONGEST_WORD] for word in _WORD.findall(folded)]


def _spaced(text: str) -> str:
    return re.sub("[\x0b\x0c\x85\u2028\u2029]", " ", text)
