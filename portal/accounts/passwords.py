"""Passwords: how they are kept, and which are refused. No Flask: commands make people, too."""

from itertools import pairwise

from passlib.context import CryptContext  # type: ignore[import-untyped]

# Argon2id with 19 MiB, two passes, one lane: the least that OWASP’s password storage cheat sheet asks for.
COST = {"memory_cost": 19 * 1024, "time_cost": 2, "parallelism": 1}
SHORTEST = 12

# Long enough and still among the first that anybody tries.
FIRST_GUESSES = frozenset(
    (
        "password1234 password12345 passwordpassword letmeinletmein welcome12345 qwertyuiop12 qwertyuiop123 "
        "qwertyqwerty 1q2w3e4r5t6y administrator administrator1 changeme1234 iloveyou1234 sunshine1234 "
        "football1234 liverpool123 manchester123 evenhand1234 evenhandevenhand"
    ).split()
)


def options() -> dict[str, int]:
    """The cost, as passlib’s CryptContext takes it."""
    return {f"argon2__{name}": value for name, value in COST.items()}


def hashed(password: str) -> str:
    """What is stored of a password; for commands that make people. Slow on purpose: never inside `writing()`."""
    return str(CryptContext(schemes=["argon2"], **options()).hash(password))


def too_easy(password: str, email: str = "") -> bool:
    """Whether a long password would still be guessed at once: one of the first guesses, the e-mail address,
    three characters or fewer over and over, or a run such as 123456789012."""
    plain = "".join(password.casefold().split())
    run = all(ord(b) - ord(a) in (1, -9) for a, b in pairwise(plain))
    return plain in FIRST_GUESSES or len(set(plain)) <= 3 or run or (bool(email) and plain == email.casefold())
