"""The partner: a second process that makes the pages while this one gets MkDocs ready, and packs and checks what this one writes."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, NoReturn, Protocol


class Talk(Protocol):
    """One end of the talk between two processes: values go out, values come in, in order."""

    def tell(self, value: object) -> None:
        """Send a value."""

    def hear(self) -> Any:
        """Wait for the next value; raises what the other side raised."""


Work = Callable[[Talk], None]
"""What a partner does: it hears, makes, tells, and comes to an end."""


class Failure(RuntimeError):
    """The partner came to an end without a word, or with an error that cannot be handed over."""


def may_part() -> bool:
    """Return whether this process may be forked: not where other threads run, whose locks a copy would hold for ever.

    Only Linux: the libraries of macOS do not bear it.
    """
    return sys.platform == "linux" and threading.active_count() == 1


@contextmanager
def partner(work: Work) -> Iterator[Talk]:
    """Yield the talk with a process that does `work`; it is gone when the block ends, however it ends."""
    to_partner, from_partner = os.pipe(), os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    process = os.fork()
    if process == 0:
        os.close(to_partner[1])
        os.close(from_partner[0])
        _live(work, to_partner[0], from_partner[1])
    os.close(to_partner[0])
    os.close(from_partner[1])
    done = False
    # What is told at the end may be told to nobody: a partner that failed has said so, and is heard.
    with os.fdopen(from_partner[0], "rb") as incoming, os.fdopen(to_partner[1], "wb", buffering=0) as outgoing:
        try:
            yield _Pipes(incoming, outgoing)
            done = True
        finally:
            if not done:
                os.kill(process, signal.SIGKILL)
            outgoing.close()
            os.waitpid(process, 0)


def _live(work: Work, incoming: int, outgoing: int) -> NoReturn:
    """Do the work in the new process, and end it without the farewells of the old one (buffers, exit handlers)."""
    talk = _Pipes(os.fdopen(incoming, "rb"), os.fdopen(outgoing, "wb", buffering=0))
    try:
        work(talk)
        os._exit(0)
    except Exception as error:
        talk.tell(_Raised(error))
    except BaseException:
        # Interrupted: the first process is too, and says what there is to say.
        pass
    os._exit(1)


class _Raised:
    """An exception on its way; one that cannot be pickled is handed over in words."""

    def __init__(self, error: Exception) -> None:
        self.words = "".join(traceback.format_exception(error))
        try:
            pickle.loads(pickle.dumps(error))
            self.error = error
        except Exception:
            self.error = Failure(self.words)


class _Pipes:
    def __init__(self, incoming: BinaryIO, outgoing: BinaryIO) -> None:
        self._incoming = incoming
        self._outgoing = outgoing

    def tell(self, value: object) -> None:
        data = memoryview(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
        try:
            while data:
                data = data[self._outgoing.write(data) or 0:]
        except BrokenPipeError:
            # The other side has come to an end: what it says or leaves unsaid is met in `hear`.
            pass

    def hear(self) -> Any:
        try:
            value = pickle.load(self._incoming)
        except EOFError:
            raise Failure("the second process came to an end") from None
        if isinstance(value, _Raised):
            raise value.error
        return value
