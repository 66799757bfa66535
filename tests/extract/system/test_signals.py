"""Signals wait until a step is done, whichever thread the system gives them to."""

from __future__ import annotations

import _thread
import os
import signal
import threading
import time
from collections.abc import Iterable, Iterator

import pytest

from extract.system import signals
from extract.system.signals import must_wait, signals_wait

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows sends no signals")


class Raised(BaseException):
    """What the handler raises."""


@pytest.fixture(autouse=True)
def seen() -> Iterator[list[bool]]:
    """Whether each signal that the handler got had to wait."""
    answers: list[bool] = []

    def handle(number: int, _: object) -> None:
        answers.append(must_wait(number))
        if not answers[-1]:
            raise Raised

    before = signal.signal(signal.SIGTERM, handle)
    yield answers
    signal.signal(signal.SIGTERM, before)


def test_a_signal_that_another_thread_takes_waits_for_the_step(seen: list[bool]) -> None:
    done, other = threading.Event(), []
    thread = threading.Thread(target=done.wait)
    thread.start()

    def step() -> None:
        with signals_wait():
            with signals_wait():
                os.kill(os.getpid(), signal.SIGTERM)
                while not seen:
                    time.sleep(0.001)
            os.kill(os.getpid(), signal.SIGTERM)
            while len(seen) < 2:
                time.sleep(0.001)
            other.append("the step is done")

    with pytest.raises(Raised):
        step()
    done.set()
    thread.join()
    assert other == ["the step is done"]
    # Both had to wait, and one was raised: a second one would be an order to end at once.
    assert seen == [True, True, False]
    assert signals._waiting == []


def test_a_signal_waits_where_there_is_no_other_thread(seen: list[bool]) -> None:
    def step() -> None:
        with signals_wait():
            signal.raise_signal(signal.SIGTERM)
            assert seen == []  # blocked by the system

    with pytest.raises(Raised):
        step()
    # It comes when it is not blocked any more, and is raised when the step is over.
    assert seen == [True, False]
    with pytest.raises(Raised):
        signal.raise_signal(signal.SIGTERM)


@pytest.mark.parametrize("turn", [0, 1])
def test_a_signal_at_either_end_of_a_step_leaves_none_blocked(
    seen: list[bool], turn: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The calls that block and unblock signals run the handlers of those that have come."""
    mask, calls, done = signal.pthread_sigmask, [], []

    def mask_and_handle(how: int, numbers: Iterable[int]) -> set[int]:
        before = mask(how, numbers)
        calls.append(how)
        if len(calls) == turn + 1:
            _thread.interrupt_main(signal.SIGTERM)
        return set(before)

    def step() -> None:
        with signals_wait():
            done.append("the step")

    monkeypatch.setattr(signal, "pthread_sigmask", mask_and_handle)
    with pytest.raises(Raised):
        step()
    assert done == ["the step"]
    assert seen == [True, False]
    assert signal.SIGTERM not in mask(signal.SIG_BLOCK, ())


def test_steps_of_other_threads_do_not_hold_up_the_main_one(seen: list[bool]) -> None:
    inside, done = threading.Event(), threading.Event()

    def step() -> None:
        with signals_wait():
            inside.set()
            done.wait()

    thread = threading.Thread(target=step)
    thread.start()
    inside.wait()
    try:
        with pytest.raises(Raised):
            signal.raise_signal(signal.SIGTERM)
    finally:
        done.set()
        thread.join()
    assert seen == [False]
