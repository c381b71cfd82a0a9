"""The FastAPI tutorial's server over a user file of authctl. It never writes to the file.

    USERS_DB=~/.local/share/authctl/users.db JWT_SECRET=… uvicorn fastapi_app:app
    USERS_DB=~/.local/share/authctl/users.db JWKS_URL=http://127.0.0.1:8000/.well-known/jwks.json uvicorn fastapi_app:app --port 8001

With JWT_SECRET, which `authctl key export --private --format env` prints, it logs users in and signs their tokens with HS256. With
JWKS_URL it takes the tokens that `authctl serve` or `authctl token issue` signed with a key pair, and cannot make any.
"""

import os
import sqlite3
import time
import uuid
from contextlib import closing
from typing import Annotated

import jwt
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from pwdlib.hashers.bcrypt import BcryptHasher

USERS_DB = os.environ["USERS_DB"]
SECRET = os.environ.get("JWT_SECRET")
KEY_SET = jwt.PyJWKClient(os.environ["JWKS_URL"]) if "JWKS_URL" in os.environ else None
LIFETIME = 30 * 60

hashes = PasswordHash((Argon2Hasher(), BcryptHasher()))
# An unknown name takes the time of a known one.
DUMMY_HASH = hashes.hash("nobody's password")

app = FastAPI()
bearer = OAuth2PasswordBearer(tokenUrl="token")


def row(query: str, *values: object) -> sqlite3.Row | None:
    with closing(sqlite3.connect(f"file:{USERS_DB}?mode=ro", uri=True)) as db:
        db.row_factory = sqlite3.Row
        return db.execute(query, values).fetchone()


def has_ended(instant: int | None) -> bool:
    return instant is not None and instant <= time.time()


def refused(detail: str) -> HTTPException:
    return HTTPException(401, detail, headers={"WWW-Authenticate": "Bearer"})


@app.post("/token")
def token(form: Annotated[OAuth2PasswordRequestForm, Depends()]) -> dict:
    if SECRET is None:
        raise HTTPException(404, "Tokens are issued elsewhere")
    user = row(
        "SELECT username, disabled, expires_at, hashed_password, scopes FROM users WHERE username = ?", form.username.lower()
    )
    matches = hashes.verify(form.password, (user and user["hashed_password"]) or DUMMY_HASH)
    if user is None or user["hashed_password"] is None or not matches:
        raise refused("Incorrect username or password")
    if user["disabled"] or has_ended(user["expires_at"]):
        raise HTTPException(400, "Inactive user")
    now = int(time.time())
    # `iat` is what ending a user's tokens goes by, `jti` what revoking one does.
    claims = {"sub": user["username"], "iat": now, "exp": now + LIFETIME, "jti": str(uuid.uuid4())}
    return {"access_token": jwt.encode(claims, SECRET, algorithm="HS256"), "token_type": "bearer"}


def verified(encoded: str) -> dict:
    try:
        if KEY_SET is None:
            return jwt.decode(encoded, SECRET, algorithms=["HS256"], options={"require": ["exp", "iat", "sub"]})
        key = KEY_SET.get_signing_key_from_jwt(encoded)
        # The key says its algorithm; the token has no say in it.
        return jwt.decode(encoded, key, algorithms=[key.algorithm_name], options={"require": ["exp", "iat", "sub"]})
    except (jwt.InvalidTokenError, jwt.PyJWKClientError):
        raise refused("Could not validate credentials") from None


def current_user(encoded: Annotated[str, Depends(bearer)]) -> sqlite3.Row:
    claims = verified(encoded)
    if row("SELECT 1 FROM revocations WHERE jti = ?", claims.get("jti")):
        raise refused("The token was revoked")
    user = row("SELECT * FROM users WHERE username = ?", claims["sub"])
    if user is None or (user["tokens_valid_after"] is not None and claims["iat"] < user["tokens_valid_after"]):
        raise refused("Could not validate credentials")
    if user["disabled"] or has_ended(user["expires_at"]):
        raise HTTPException(400, "Inactive user")
    return user


@app.get("/users/me")
def me(user: Annotated[sqlite3.Row, Depends(current_user)]) -> dict:
    return {name: user[name] for name in ("username", "email", "full_name")} | {"disabled": bool(user["disabled"])}
