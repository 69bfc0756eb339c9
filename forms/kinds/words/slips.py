"""Words with one letter wrong, missing, doubled or swapped."""


def one_slip(word: str, known: str) -> bool:
    """One letter wrong, missing, doubled or swapped in a long word."""
    if len(known) < 5 or abs(len(word) - len(known)) > 1 or word[0] != known[0]:
        return False
    start = shared_start(word, known)
    a, b = word[start:], known[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (len(a) > 1 and a[:2] == b[1::-1] and a[2:] == b[2:])


def shared_start(word: str, known: str) -> int:
    """How many letters two words begin with together."""
    return next((i for i, (a, b) in enumerate(zip(word, known, strict=False)) if a != b), min(len(word), len(known)))
