// An Express server that logs users in over a user file of authctl. It never writes to the file.
//
//     USERS_DB=~/.local/share/authctl/users.db JWT_SECRET=… PORT=3000 node express_app.mjs
//
// `authctl key export --private --format env` prints JWT_SECRET.

import { randomUUID } from "node:crypto";
import argon2 from "argon2";
import express from "express";
import { SignJWT, jwtVerify } from "jose";
// From Node 22 on: import { DatabaseSync } from "node:sqlite", whose statements have the same `get`.
import Database from "libsql";

const db = new Database(process.env.USERS_DB, { readonly: true });
const userByName = db.prepare("SELECT * FROM users WHERE username = ?");
const revocation = db.prepare("SELECT 1 FROM revocations WHERE jti = ?");
const secret = new TextEncoder().encode(process.env.JWT_SECRET);
// An unknown name takes the time of a known one.
const dummyHash = await argon2.hash("nobody's password", { memoryCost: 19456, timeCost: 2, parallelism: 1 });

const app = express();
app.use(express.urlencoded({ extended: false }));

const hasEnded = (instant) => instant !== null && instant <= Date.now() / 1000;
const isInactive = (user) => user.disabled || hasEnded(user.expires_at);
const refuse = (response, detail) => response.status(401).set("WWW-Authenticate", "Bearer").json({ detail });

app.post("/token", async (request, response) => {
    const { username = "", password = "" } = request.body ?? {};
    const user = userByName.get(username.toLowerCase());
    const matches = await argon2.verify(user?.hashed_password ?? dummyHash, password);
    if (!user?.hashed_password || !matches) return refuse(response, "Incorrect username or password");
    if (isInactive(user)) return response.status(400).json({ detail: "Inactive user" });
    const token = await new SignJWT()
        .setProtectedHeader({ alg: "HS256", typ: "JWT" })
        .setSubject(user.username)
        .setIssuedAt() // what ending a user's tokens goes by
        .setExpirationTime("30m")
        .setJti(randomUUID()) // what revoking one goes by
        .sign(secret);
    response.json({ access_token: token, token_type: "bearer" });
});

async function currentUser(request, response, next) {
    const [scheme, token] = (request.get("Authorization") ?? "").split(" ");
    if (scheme.toLowerCase() !== "bearer" || !token) return refuse(response, "Not authenticated");
    let claims;
    try {
        ({ payload: claims } = await jwtVerify(token, secret, { algorithms: ["HS256"], requiredClaims: ["sub", "iat", "exp"] }));
    } catch {
        return refuse(response, "Could not validate credentials");
    }
    const user = userByName.get(claims.sub);
    const wasEnded = !user || (user.tokens_valid_after !== null && claims.iat < user.tokens_valid_after);
    if (wasEnded || revocation.get(claims.jti ?? "")) return refuse(response, "Could not validate credentials");
    if (isInactive(user)) return response.status(400).json({ detail: "Inactive user" });
    request.user = user;
    next();
}

app.get("/users/me", currentUser, (request, response) => {
    const { username, email, full_name, disabled } = request.user;
    response.json({ username, email, full_name, disabled: Boolean(disabled) });
});

const server = app.listen(process.env.PORT ?? 3000, "127.0.0.1", () => console.log(server.address().port));
