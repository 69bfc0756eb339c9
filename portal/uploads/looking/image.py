"""Pictures (JPEG, PNG, HEIC): only what is seen is kept. Where, when and with what they were taken is not."""

import io
from typing import Any

from portal.uploads.looking.looked import Looked, Refused

FORMATS = {"jpeg": "JPEG", "png": "PNG", "heic": "HEIF"}
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 4_000
QUALITY = 85
OTHERS = (b"PK\x03\x04", b"%PDF-", b"<html", b"<script", b"<?php", b"<!doctype")
LOOKED_AT = 1024


def look(content: bytes, kind: str) -> Looked:
    """The picture drawn anew, upright, without any metadata; HEIC becomes JPEG."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - heavy, and only now under the limits

    if kind == "heic":
        from pillow_heif import register_heif_opener  # noqa: PLC0415

        register_heif_opener(thumbnails=False)
    _one_kind(content)
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2  # PIL refuses twice as many
    try:
        with Image.open(io.BytesIO(content), formats=[FORMATS[kind]]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused("bomb")
            return _drawn(picture, "png" if kind == "png" else "jpeg")
    except UnidentifiedImageError as error:
        raise Refused("other_kind") from error
    except Image.DecompressionBombError as error:
        raise Refused("bomb") from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused("damaged") from error


def _one_kind(content: bytes) -> None:
    """Drawn anew it could do no harm any more; whoever sends such a file is told all the same."""
    start = content[:LOOKED_AT].lower()
    if any(other.lower() in start for other in OTHERS) or b"PK\x05\x06" in content[-66_000:]:
        raise Refused("two_kinds")


def _drawn(picture: Any, kind: str) -> Looked:
    from PIL import Image, ImageOps  # noqa: PLC0415

    upright = ImageOps.exif_transpose(picture)
    upright = _in_ordinary_colours(upright).convert("RGBA" if kind == "png" and _see_through(picture) else "RGB")
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.frombytes(upright.mode, upright.size, upright.tobytes())
    made = io.BytesIO()
    if kind == "png":
        bare.save(made, "PNG")
    else:
        bare.save(made, "JPEG", quality=QUALITY)
    return Looked(kind, made.getvalue())


def _see_through(picture: Any) -> bool:
    return picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info


def _in_ordinary_colours(picture: Any) -> Any:
    """A picture with a colour profile of its own, in those of every screen: the profile goes, too."""
    from PIL import ImageCms  # noqa: PLC0415

    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "CMYK", "L"):
        return picture
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return picture
