"""A FastAPI service that logs users in by the OAuth 2 password flow, over a user file made by authctl.

It knows nothing of authctl but one SELECT. Settings come from the environment: USERS_DB, SECRET_KEY (or SECRET_KEY_B64URL for a
secret that is not text), HASHES=pwdlib|passlib. The port is the system's choice and the first line of stdout.
"""

import base64
import logging
import os
import socket
import sqlite3
import sys
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Annotated

import jwt
import uvicorn
from fastapi import Depends, FastAPI, HTTPException, status
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm
from pydantic import BaseModel

USERS_DB = os.environ["USERS_DB"]
ALGORITHM = "HS256"
LIFETIME = timedelta(minutes=30)


def secret_key() -> bytes:
    encoded = os.environ.get("SECRET_KEY_B64URL")
    if encoded is None:
        return os.environ["SECRET_KEY"].encode()
    return base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))


SECRET = secret_key()

if os.environ.get("HASHES", "pwdlib") == "passlib":
    from passlib.context import CryptContext

    # passlib looks for a version that newer bcrypt no longer carries, says so, and works.
    logging.getLogger("passlib").setLevel(logging.ERROR)
    hashes = CryptContext(schemes=["bcrypt", "argon2", "scrypt"])
else:
    from pwdlib import PasswordHash
    from pwdlib.hashers.argon2 import Argon2Hasher
    from pwdlib.hashers.bcrypt import BcryptHasher

    hashes = PasswordHash((Argon2Hasher(), BcryptHasher()))

# Costs an unknown name the time that a known one takes.
DUMMY_HASH = hashes.hash("nobody's password")


class User(BaseModel):
    username: str
    email: str | None
    full_name: str | None
    disabled: bool


class UserInDB(User):
    hashed_password: str | None


class Token(BaseModel):
    access_token: str
    token_type: str = "bearer"


def find_user(username: str) -> UserInDB | None:
    with closing(sqlite3.connect(f"file:{USERS_DB}?mode=ro", uri=True)) as db:
        db.row_factory = sqlite3.Row
        row = db.execute(
            "SELECT username, email, full_name, disabled, hashed_password FROM users WHERE username = ?", (username,)
        ).fetchone()
    return UserInDB(**row) if row else None


def log_in(username: str, password: str) -> UserInDB | None:
    user = find_user(username)
    if user is None or user.hashed_password is None:
        hashes.verify(password, DUMMY_HASH)
        return None
    return user if hashes.verify(password, user.hashed_password) else None


app = FastAPI()
bearer = OAuth2PasswordBearer(tokenUrl="token")


def current_user(token: Annotated[str, Depends(bearer)]) -> UserInDB:
    refusal = HTTPException(
        status.HTTP_401_UNAUTHORIZED, "Could not validate credentials", headers={"WWW-Authenticate": "Bearer"}
    )
    try:
        username = jwt.decode(token, SECRET, algorithms=[ALGORITHM])["sub"]
    except (jwt.InvalidTokenError, KeyError):
        raise refusal from None
    user = find_user(username)
    if user is None:
        raise refusal
    return user


def active_user(user: Annotated[UserInDB, Depends(current_user)]) -> UserInDB:
    if user.disabled:
        raise HTTPException(status.HTTP_400_BAD_REQUEST, "Inactive user")
    return user


@app.post("/token")
def token(form: Annotated[OAuth2PasswordRequestForm, Depends()]) -> Token:
    user = log_in(form.username, form.password)
    if user is None:
        raise HTTPException(
            status.HTTP_401_UNAUTHORIZED, "Incorrect username or password", headers={"WWW-Authenticate": "Bearer"}
        )
    claims = {"sub": user.username, "exp": datetime.now(UTC) + LIFETIME}
    return Token(access_token=jwt.encode(claims, SECRET, algorithm=ALGORITHM))


@app.get("/users/me", response_model=User)
def me(user: Annotated[UserInDB, Depends(active_user)]) -> User:
    return user


def end_with_parent() -> None:
    """Ends the process when stdin closes, so that no server outlives the test that started it."""
    sys.stdin.buffer.read()
    os._exit(0)


if __name__ == "__main__":
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    threading.Thread(target=end_with_parent, daemon=True).start()
    print(listener.getsockname()[1], flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listener])
