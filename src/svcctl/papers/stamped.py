"""Zip containers (docx, xlsx, packs) with one time in every member: the same bytes twice."""

from datetime import datetime
from io import BytesIO
from shutil import copyfileobj
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

CONTENT_TYPES = "[Content_Types].xml"  # office programs look for it first


def stamped(content: bytes, stamp: datetime) -> bytes:
    """The archive with its members in a fixed order, each with that time."""
    made = BytesIO()
    restamp(BytesIO(content), made, stamp)
    return made.getvalue()


def restamp(source: IO[bytes], target: IO[bytes], stamp: datetime) -> None:
    """The archive copied so, member by member, without holding one in memory."""
    with ZipFile(source) as archive, ZipFile(target, "w", ZIP_DEFLATED) as made:
        for name in sorted(archive.namelist(), key=lambda name: (name != CONTENT_TYPES, name)):
            info = ZipInfo(name, stamp.timetuple()[:6])
            info.compress_type, info.create_system, info.external_attr = (
                ZIP_DEFLATED,
                3,
                0o644 << 16,
            )
            info.file_size = archive.getinfo(
                name
            ).file_size  # a large member needs another kind of header
            with archive.open(name) as member, made.open(info, "w") as copy:
                copyfileobj(member, copy)
