"""Uses a server as the clients of others do; an assertion that fails ends it.

Argument: the server's address. Environment: PASSWORD, that of johndoe; CLIENT_SECRET, that of the service account ci.
"""

import os
import sys

import httpx
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.httpx_client import OAuth2Client
from joserfc import jwt
from joserfc.jwk import KeySet

URL = sys.argv[1]
PASSWORD = os.environ["PASSWORD"]
SECRET = os.environ["CLIENT_SECRET"]


def tutorial():
    """The client flow of FastAPI's tutorial, by httpx."""
    with httpx.Client(base_url=URL, trust_env=False) as client:
        answer = client.post("/token", data={"username": "johndoe", "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        assert answer.json()["token_type"] == "bearer"
        bearer = {"Authorization": f"Bearer {answer.json()['access_token']}"}
        me = client.get("/users/me", headers=bearer)
        assert me.json() == {"username": "johndoe", "email": "johndoe@example.com", "full_name": "John Doe", "disabled": False}
        assert client.get("/items/", headers=bearer).json() == [{"item_id": "Foo", "owner": "johndoe"}]
        assert client.get("/users/me").status_code == 401
        assert client.get("/users/me", headers={"Authorization": "Bearer nonsense"}).headers["www-authenticate"].startswith("Bearer ")
        wrong = client.post("/token", data={"username": "nobody", "password": PASSWORD})
        assert (wrong.status_code, wrong.json()["error"]) == (400, "invalid_grant")


def discover():
    """The metadata and the keys, as a resource server reads them."""
    with httpx.Client(base_url=URL, trust_env=False) as client:
        metadata = client.get("/.well-known/oauth-authorization-server").json()
        assert metadata["issuer"] == URL
        keys = KeySet.import_key_set(client.get(metadata["jwks_uri"]).json())
    return metadata, keys


def password_grant(metadata, keys):
    """authlib logs a user in, reads the token by the published key, and renews the login by itself when it has run out."""
    renewed = []
    with OAuth2Client(
        "ci", SECRET, token_endpoint=metadata["token_endpoint"], base_url=URL, trust_env=False,
        update_token=lambda token, **_: renewed.append(token),
    ) as client:
        token = client.fetch_token(username="johndoe", password=PASSWORD, scope="me")
        claims = jwt.decode(token["access_token"], keys, algorithms=["ES256"]).claims
        assert (claims["sub"], claims["aud"], claims["iss"], claims["scope"]) == ("johndoe", "api", URL, "me"), claims
        assert client.get("/users/me").json()["username"] == "johndoe"
        client.token["expires_at"] = 1
        assert client.get("/users/me").status_code == 200
        assert len(renewed) == 1 and renewed[0]["refresh_token"] != token["refresh_token"]
        answer = client.introspect_token(metadata["introspection_endpoint"], token=client.token["access_token"])
        assert answer.json()["username"] == "johndoe" and answer.json()["active"] is True, answer.text
        assert client.revoke_token(metadata["revocation_endpoint"], token=client.token["refresh_token"]).status_code == 200
        answer = client.introspect_token(metadata["introspection_endpoint"], token=client.token["access_token"])
        assert answer.json() == {"active": False}, answer.text


def client_credentials(metadata):
    """authlib gets a service account its own token, with the secret in the header and in the form."""
    for method in ["client_secret_basic", "client_secret_post"]:
        with OAuth2Client(
            "ci", SECRET, token_endpoint=metadata["token_endpoint"], token_endpoint_auth_method=method, base_url=URL, trust_env=False
        ) as client:
            token = client.fetch_token(grant_type="client_credentials", scope="me")
            assert (token["scope"], token["expires_in"]) == ("me", 300) and "refresh_token" not in token, token
            assert client.get("/users/me").json()["username"] == "ci"
    with OAuth2Client("ci", "wrong", token_endpoint=metadata["token_endpoint"], trust_env=False) as client:
        try:
            client.fetch_token(grant_type="client_credentials")
        except OAuthError as error:
            assert error.error == "invalid_client", error
        else:
            raise AssertionError("a wrong secret was accepted")


tutorial()
metadata, keys = discover()
password_grant(metadata, keys)
client_credentials(metadata)
