"""Arrow's allocator is put back, whatever happened meanwhile, and what was made inside stays good."""

from __future__ import annotations

from threading import Event, Thread

import pyarrow as pa
import pytest

from custdq.memory import plain_memory


def test_the_allocator_is_put_back() -> None:
    before = pa.default_memory_pool().backend_name
    with plain_memory():
        made = pa.array(["a", "b"])
        with plain_memory():
            pass
    assert pa.default_memory_pool().backend_name == before
    with pytest.raises(ValueError, match="broken"), plain_memory():
        raise ValueError("broken")
    assert pa.default_memory_pool().backend_name == before
    assert pa.concat_arrays([made, pa.array(["c"])]).to_pylist() == ["a", "b", "c"]


def test_of_several_threads_the_last_one_puts_it_back() -> None:
    before = pa.default_memory_pool().backend_name
    first_in, second_in, first_out = Event(), Event(), Event()
    seen: list[str] = []

    def first() -> None:
        with plain_memory():
            first_in.set()
            second_in.wait(10)
        first_out.set()

    def second() -> None:
        first_in.wait(10)
        with plain_memory():
            second_in.set()
            first_out.wait(10)
            seen.append(pa.default_memory_pool().backend_name)

    threads = [Thread(target=each) for each in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    with plain_memory():
        inside = pa.default_memory_pool().backend_name
    assert seen == [inside]
    assert pa.default_memory_pool().backend_name == before


def test_an_allocator_chosen_meanwhile_is_kept() -> None:
    before = pa.default_memory_pool()
    if before.backend_name != "mimalloc" or "jemalloc" not in pa.supported_memory_backends():
        pytest.skip("needs two allocators besides the system's")
    try:
        with plain_memory():
            pa.set_memory_pool(pa.jemalloc_memory_pool())
        assert pa.default_memory_pool().backend_name == "jemalloc"
    finally:
        pa.set_memory_pool(before)
