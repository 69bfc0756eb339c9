"""QR codes: what a phone reads from a page or a paper."""


def square(words: str, box: int = 10) -> bytes:
    """The words as one path of SVG, instead of a thousand squares: no seams show, and phones read it faster."""
    import qrcode  # noqa: PLC0415 - with what draws it 8 MB, seldom needed
    from qrcode.image.svg import SvgPathImage  # noqa: PLC0415

    drawn: bytes = qrcode.make(words, image_factory=SvgPathImage, box_size=box).to_string()
    return drawn
