"""ALG KEY-FILE TOKEN-FILE ISSUER AUDIENCE: for each line on stdin, verifies all tokens and answers with the seconds of the loop."""

import sys
import time

import jwt
from cryptography.hazmat.primitives.serialization import load_pem_public_key

alg, key_file, token_file, iss, aud = sys.argv[1:]
with open(key_file, "rb") as file:
    key = file.read()
key = key.strip() if alg.startswith("HS") else load_pem_public_key(key)
with open(token_file) as file:
    tokens = file.read().split()

for _ in sys.stdin:
    began = time.perf_counter()
    for token in tokens:
        jwt.decode(token, key, algorithms=[alg], issuer=iss, audience=aud)
    print(time.perf_counter() - began, flush=True)
