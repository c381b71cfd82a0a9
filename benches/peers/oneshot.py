"""decode TOKEN | verify TOKEN SECRET-FILE | issue ALG KEY-FILE: one job of PyJWT, as a script does it."""

import json
import sys
import time

import jwt


def secret(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read().rstrip(b"\n")


match sys.argv[1:]:
    case ["decode", token]:
        print(json.dumps(jwt.decode(token, options={"verify_signature": False})))
    case ["verify", token, path]:
        print(json.dumps(jwt.decode(token, secret(path), algorithms=["HS256"])))
    case ["issue", alg, path]:
        now = int(time.time())
        print(jwt.encode({"sub": "ann", "iat": now, "exp": now + 1800}, secret(path), algorithm=alg))
