"""Watches a process from its first line on: no network, and what is written where.

Python imports it at its start wherever this folder is on ``PYTHONPATH``, in all child processes
too. ``WATCH_LOG`` names the file that each finding is added to. Audit hooks (PEP 578) cannot be
taken off again, and see what a library does too.
"""

import os
import sys

NETWORK = {
    "socket.bind",
    "socket.connect",
    "socket.getaddrinfo",
    "socket.gethostbyaddr",
    "socket.gethostbyname",
    "socket.sendmsg",
    "socket.sendto",
}
CHANGES = {
    "os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink",
    "os.truncate", "shutil.copyfile", "shutil.move", "shutil.rmtree", "sqlite3.connect",
}  # fmt: skip
IN_FOLDERS = {"os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
LOG = os.open(os.environ["WATCH_LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)


def add(kind: str, what: str) -> None:
    os.write(LOG, f"{kind}\t{what!r}\n".encode("ascii", "backslashreplace"))


def note(place: object) -> None:
    if isinstance(place, (str, bytes, os.PathLike)):  # a number stands for a file that is open
        add("write", os.fsdecode(os.path.abspath(place)))  # noqa: PTH100 - links seen as they are


def watch(event: str, args: tuple[object, ...]) -> None:
    if event in NETWORK:
        # Processes of one run talk through sockets of the Unix domain: their address is a path.
        # urllib3 binds a socket to loopback when it is imported, to learn whether there is IPv6.
        is_trial = event == "socket.bind" and args[1] == ("::1", 0)
        if event.startswith("socket.get") or isinstance(args[1], tuple):
            if not is_trial:
                add("network", f"{event} {args!r}")
            raise PermissionError(f"{event}: forbidden here")
    elif event == "open":
        path, _, flags = args
        if isinstance(flags, int) and flags & WRITING:
            note(path)
    elif event in CHANGES:
        if event in IN_FOLDERS and isinstance(args[-1], int) and args[-1] >= 0:
            return  # within a folder that is open: of rmtree, whose own event names the folder
        both = event in {"os.rename", "os.link"}
        for value in args[1:2] if event == "os.symlink" else args[: 1 + both]:
            note(value)


sys.addaudithook(watch)
add("start", " ".join(sys.orig_argv[1:4]))
