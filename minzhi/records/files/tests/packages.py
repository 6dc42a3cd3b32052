"""Small Office packages, made part by part."""

import io
import zipfile


def package(parts, *, packing=zipfile.ZIP_DEFLATED):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def understated(content, size, *, claimed):
    """Return a package whose directory claims another size for a part of `size` bytes."""
    return content.replace(size.to_bytes(4, "little"), claimed.to_bytes(4, "little"))
