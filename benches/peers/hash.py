"""COUNT MEMORY PASSES LANES: for each line on stdin, hashes COUNT passwords over all cores and answers with the seconds."""

import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher

count, memory, passes, lanes = map(int, sys.argv[1:])
hasher = PasswordHasher(time_cost=passes, memory_cost=memory, parallelism=lanes, hash_len=32, salt_len=16)
# The hash itself runs without the interpreter's lock.
with ThreadPoolExecutor(os.cpu_count()) as pool:
    for _ in sys.stdin:
        began = time.perf_counter()
        hashes = list(pool.map(hasher.hash, [f"correct horse battery {n}" for n in range(count)]))
        seconds = time.perf_counter() - began
        assert all(text.startswith(f"$argon2id$v=19$m={memory},t={passes},p={lanes}$") for text in hashes)
        print(seconds, flush=True)
