"""Arrow's allocator is put back, whatever happened meanwhile, and what was made inside stays good."""

from __future__ import annotations

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
