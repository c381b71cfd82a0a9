"""Does with Python's libraries what a test asks: a JSON array of jobs on stdin, an array of answers on stdout.

A job is {"do": NAME, …}; its answer is whatever the function of that name returns, or {"error": "Class: message"}.
"""

import base64
import hashlib
import json
import logging
import secrets
import sys

import argon2
import bcrypt
import jwt
import passlib.hash
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from passlib.context import CryptContext
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from pwdlib.hashers.bcrypt import BcryptHasher

# passlib looks for a version that newer bcrypt no longer carries, says so, and works.
logging.getLogger("passlib").setLevel(logging.ERROR)

PWDLIB = PasswordHash((Argon2Hasher(), BcryptHasher()))
PASSLIB = CryptContext(schemes=["argon2", "bcrypt", "scrypt", "sha256_crypt", "sha512_crypt"])


def unpadded(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4))


def verify(library: str, hash: str, password: str) -> bool:
    """Compares a password with a hash string."""
    match library:
        case "argon2-cffi":
            try:
                return argon2.PasswordHasher().verify(hash, password)
            except argon2.exceptions.VerifyMismatchError:
                return False
        case "pwdlib":
            return PWDLIB.verify(password, hash)
        case "passlib":
            return PASSLIB.verify(password, hash)
        case "bcrypt":
            return bcrypt.checkpw(password.encode(), hash.encode())
        case "hashlib":
            # A PBKDF2 hash in PHC form, which no library of Python reads: $pbkdf2-sha256$i=…,l=…$salt$key.
            _, scheme, params, salt, key = hash.split("$")
            costs = dict(item.split("=") for item in params.split(","))
            made = hashlib.pbkdf2_hmac(
                scheme.removeprefix("pbkdf2-"), password.encode(), unpadded(salt), int(costs["i"]), int(costs["l"])
            )
            return made == unpadded(key)
    raise ValueError(library)


def make(library: str, password: str) -> str:
    """Hashes a password; `library` may name the scheme too, as `passlib:scrypt`."""
    match library:
        case "argon2-cffi":
            return argon2.PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1).hash(password)
        case "argon2-cffi:i":
            return argon2.PasswordHasher(time_cost=3, memory_cost=12288, type=argon2.Type.I).hash(password)
        case "argon2-cffi:d":
            return argon2.PasswordHasher(time_cost=3, memory_cost=12288, type=argon2.Type.D).hash(password)
        case "pwdlib":
            return PWDLIB.hash(password)
        case "bcrypt":
            return bcrypt.hashpw(password.encode(), bcrypt.gensalt(10)).decode()
        case "passlib:bcrypt":
            return passlib.hash.bcrypt.using(rounds=10).hash(password)
        case "passlib:bcrypt-2a" | "passlib:bcrypt-2y":
            return passlib.hash.bcrypt.using(rounds=10, ident=library[-2:]).hash(password)
        case "passlib:scrypt":
            return passlib.hash.scrypt.using(rounds=14).hash(password)
        case "passlib:argon2":
            return passlib.hash.argon2.using(rounds=2, memory_cost=19456, parallelism=2).hash(password)
        case "passlib:sha256_crypt":
            return passlib.hash.sha256_crypt.using(rounds=5000).hash(password)
        case "passlib:sha512_crypt":
            return passlib.hash.sha512_crypt.using(rounds=6000).hash(password)
        case "passlib:pbkdf2_sha256" | "passlib:pbkdf2_sha512" | "passlib:django_pbkdf2_sha256":
            return getattr(passlib.hash, library.removeprefix("passlib:")).using(rounds=20000).hash(password)
        case "passlib:django_bcrypt":
            return passlib.hash.django_bcrypt.using(rounds=10).hash(password)
        case "hashlib:pbkdf2-sha256" | "hashlib:pbkdf2-sha512":
            digest = library.removeprefix("hashlib:pbkdf2-")
            salt = b"sixteen salty b."
            key = hashlib.pbkdf2_hmac(digest, password.encode(), salt, 20000)
            salt, key = (base64.b64encode(part).decode().rstrip("=") for part in (salt, key))
            return f"$pbkdf2-{digest}$i=20000,l={hashlib.new(digest).digest_size}${salt}${key}"
    raise ValueError(library)


def layout(system: str, password: str) -> str:
    """An export of a system that is not here, with one user, ann; her hash is made as the system documents it."""
    encode = lambda data: base64.b64encode(data).decode()
    salt = secrets.token_bytes(16)
    pbkdf2 = lambda digest, length: hashlib.pbkdf2_hmac(digest, password.encode(), salt, 20000, length)
    scrypt = lambda: hashlib.scrypt(password.encode(), salt=salt, n=16384, r=8, p=1, dklen=64)
    match system:
        case "keycloak" | "keycloak:sha512" | "keycloak:argon2":
            if system == "keycloak:argon2":
                key = argon2.low_level.hash_secret_raw(password.encode(), salt, 5, 7168, 1, 32, argon2.Type.ID)
                extra = {"hashLength": ["32"], "memory": ["7168"], "type": ["id"], "version": ["1.3"], "parallelism": ["1"]}
                data = {"hashIterations": 5, "algorithm": "argon2", "additionalParameters": extra}
            else:
                digest = "sha512" if system.endswith("sha512") else "sha256"
                key = pbkdf2(digest, 64)
                data = {"hashIterations": 20000, "algorithm": f"pbkdf2-{digest}", "additionalParameters": {}}
            secret = {"value": encode(key), "salt": encode(salt), "additionalParameters": {}}
            credential = {"type": "password", "secretData": json.dumps(secret), "credentialData": json.dumps(data)}
            user = {"username": "ann", "enabled": True, "credentials": [{"type": "otp"}, credential], "groups": ["/staff"]}
            return json.dumps({"realm": "test", "roles": {"realm": [{"name": "x"}]}, "users": [user]}, indent=2)
        case "auth0":
            return json.dumps([{"email": "ann@example.com", "username": "ann", "password_hash": make("bcrypt", password)}])
        case "auth0:scrypt":
            part = lambda data: {"value": encode(data), "encoding": "base64"}
            custom = {"algorithm": "scrypt", "hash": part(scrypt()), "salt": part(salt), "keylen": 64}
            return json.dumps({"email": "ann@example.com", "username": "ann", "custom_password_hash": custom}) + "\n"
        case "firebase":
            user = {"localId": "x1", "phoneNumber": "ann", "passwordHash": encode(scrypt()), "salt": encode(salt)}
            return json.dumps({"users": [user]})
        case "firebase:csv":
            cells = ["x1", "", "false", encode(scrypt()), encode(salt)] + [""] * 20 + ["ann", "false"]
            return ",".join(cells) + "\n"
        case "kratos":
            config = {"hashed_password": make("bcrypt", password)}
            return json.dumps([{"schema_id": "x", "traits": {"username": "ann"}, "credentials": {"password": {"config": config}}}])
    raise ValueError(system)


def sign(jwk: dict, alg: str, claims: dict, kid: str | None = None) -> str:
    """Signs claims with PyJWT."""
    return jwt.encode(claims, jwt.PyJWK(jwk, algorithm=alg).key, algorithm=alg, headers={"kid": kid} if kid else None)


def read(jwk: dict, alg: str, token: str, audience: str | None = None) -> dict:
    """Verifies a token with PyJWT and returns its claims."""
    return jwt.decode(token, jwt.PyJWK(jwk, algorithm=alg).key, algorithms=[alg], audience=audience)


def pair(alg: str, kid: str, claims: dict) -> dict:
    """A fresh key as PEM and JWK, with a token that it signed."""
    algorithm = jwt.get_algorithm_by_name(alg)
    name = {"kid": kid, "alg": alg}
    if alg.startswith("HS"):
        key = secrets.token_bytes(64)
        return {"private_jwk": name | algorithm.to_jwk(key, as_dict=True), "token": jwt.encode(claims, key, alg, name)}
    match alg:
        case "EdDSA":
            key = ed25519.Ed25519PrivateKey.generate()
        case "ES256" | "ES384" | "ES512":
            key = ec.generate_private_key({"ES256": ec.SECP256R1, "ES384": ec.SECP384R1, "ES512": ec.SECP521R1}[alg]())
        case _:
            key = rsa.generate_private_key(65537, 2048)
    # The forms of before PKCS#8, PKCS#1 and SEC 1, are still about; Ed25519 is younger.
    form = PrivateFormat.PKCS8 if alg == "EdDSA" else PrivateFormat.TraditionalOpenSSL
    return {
        "public_pem": key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode(),
        "private_pem": key.private_bytes(Encoding.PEM, form, NoEncryption()).decode(),
        "public_jwk": name | algorithm.to_jwk(key.public_key(), as_dict=True),
        "private_jwk": name | algorithm.to_jwk(key, as_dict=True),
        "token": jwt.encode(claims, key, alg, name),
    }


JOBS = {"verify": verify, "make": make, "layout": layout, "sign": sign, "read": read, "pair": pair}


def answer(job: dict):
    try:
        return JOBS[job.pop("do")](**job)
    except Exception as error:  # the test shows it, whatever it is
        return {"error": f"{type(error).__name__}: {error}"}


json.dump([answer(job) for job in json.load(sys.stdin)], sys.stdout)
