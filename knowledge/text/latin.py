"""Latin words in a text → tokens with a light stem. Pure.

The stem only has to bring the forms of one word together (course/courses, train/training, apply/applied); it needn't
be a word itself.
"""

from __future__ import annotations

import re

from knowledge.text.normalise import words

_WORD = re.compile(r"[a-zà-öø-ÿ][a-z0-9à-öø-ÿ]*(?:[.\-&/'’][a-z0-9à-öø-ÿ]+)*(?:\+\+|#)?")
_PART = re.compile(r"[a-z0-9à-öø-ÿ]+(?:\+\+|#)?")
_VOWEL = re.compile(r"[aeiouy]")
_STOP = words("""
    a about after all also am an and any anyone anything are as at be been but by can could did do does else for from
    get got had happen happens has have he her here him his how i if in into is it its just know like me my no of on one
    or our out please really s she should so some someone something t tell than that the their them then there these
    they thing things this those to too us very want wanted wants was we were what when where which who whom whose why
    will with would you your
""")


def latin_tokens(text: str) -> list[str]:
    """Return ``w`` tokens of the Latin words of a lower-case text, in order.

    A word joined by signs (node.js, hrd-net, r&d) yields itself without them and its parts.
    """
    tokens: list[str] = []
    for match in _WORD.finditer(text):
        parts = [p for p in _PART.findall(match.group()) if p not in _STOP]
        if len(parts) > 1:
            tokens.append("w" + "".join(parts))
        tokens += ["w" + stem(part) for part in parts]
    return tokens


def stem(word: str) -> str:
    """Return the stem of a lower-case English word; words with digits or signs stay as they are."""
    if len(word) <= 3 or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        root = word[: -len(ending)]
        if word.endswith(ending) and len(root) >= 3 and _VOWEL.search(root) and not word.endswith("eed"):
            return root[:-1] if root[-1] == root[-2] and root[-1] not in "lsz" else root.removesuffix("e")
    return word[:-1] if word.endswith("e") and len(word) > 3 else word
