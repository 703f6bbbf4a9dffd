"""Why did the operating system refuse? Its error numbers in plain words, in Chinese and English."""

from __future__ import annotations

import errno

from ..model.messages import Message, message

_REASONS = {
    errno.ENOENT: "missing",
    errno.EACCES: "permission",
    errno.EPERM: "permission",
    errno.EISDIR: "folder",
    errno.ENOTDIR: "not-a-folder",
    errno.ENOSPC: "no-space",
    errno.EDQUOT: "quota",
    errno.ENAMETOOLONG: "long-name",
    errno.EROFS: "read-only",
    errno.EIO: "device",
    errno.EBADF: "closed",
    errno.ELOOP: "links",
    errno.EMFILE: "open-files",
    errno.ENFILE: "open-files",
    errno.EEXIST: "exists",
    errno.EBUSY: "in-use",
    errno.ETXTBSY: "in-use",
    errno.EFBIG: "large",
    errno.ENOMEM: "memory",
    errno.ETIMEDOUT: "timeout",
    errno.ECONNREFUSED: "refused",
    errno.EADDRINUSE: "address-in-use",
    errno.EADDRNOTAVAIL: "address-elsewhere",
}
"""Error number → the name of its message."""
_WINDOWS = {
    32: "in-use",  # ERROR_SHARING_VIOLATION
    33: "in-use",  # ERROR_LOCK_VIOLATION
    112: "no-space",  # ERROR_DISK_FULL
    123: "characters",  # ERROR_INVALID_NAME
    206: "long-name",  # ERROR_FILENAME_EXCED_RANGE
}
"""Error number of Windows → the name of its message, where the number that Python makes of it says less."""


def reason_of(error: OSError) -> Message:
    """Return why the operation failed, as a phrase to stand inside another message.

    An error number without words of ours gives the operating system's own text.
    """
    name = _WINDOWS.get(getattr(error, "winerror", 0)) or _REASONS.get(error.errno or 0)
    if name is None:
        return message("safe.errno-other", reason=error.strerror or str(error))
    return message(f"safe.errno-{name}")
