"""The one way in which a whole file is refused."""


class BadFile(ValueError):
    """A file that is no register: unreadable, without a known header, or without one row that can be kept.

    The message says why, in words for whoever chose the file. Nothing of it has been kept.
    """
