// Does with node's jose what a test asks: a JSON array of jobs on stdin, an array of answers on stdout.
// A job is {"do": NAME, …}; its answer is whatever the function of that name returns, or {"error": "Class: message"}.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

// The modules live in target/interop, not beside this file.
const { resolve } = createRequire(`${process.env.PEERS}/`);
const jose = await import(pathToFileURL(resolve("jose")));

const jobs = {
  async sign({ jwk, alg, claims, kid }) {
    return new jose.SignJWT(claims).setProtectedHeader(kid ? { alg, kid } : { alg }).sign(await jose.importJWK(jwk, alg));
  },
  async read({ jwk, alg, token, audience }) {
    const { payload } = await jose.jwtVerify(token, await jose.importJWK(jwk, alg), { algorithms: [alg], audience });
    return payload;
  },
  // A fresh key as PEM and JWK, with a token that it signed.
  async pair({ alg, kid, claims }) {
    const sign = (key) => new jose.SignJWT(claims).setProtectedHeader({ alg, kid }).sign(key);
    const jwk = async (key) => ({ kid, alg, ...(await jose.exportJWK(key)) });
    if (alg.startsWith("HS")) {
      const secret = await jose.generateSecret(alg, { extractable: true });
      return { private_jwk: await jwk(secret), token: await sign(secret) };
    }
    const { publicKey, privateKey } = await jose.generateKeyPair(alg, { extractable: true });
    return {
      public_pem: await jose.exportSPKI(publicKey),
      private_pem: await jose.exportPKCS8(privateKey),
      public_jwk: await jwk(publicKey),
      private_jwk: await jwk(privateKey),
      token: await sign(privateKey),
    };
  },
  // A sealed key is an encrypted JWK (RFC 7517 section 7).
  async open({ jwe, passphrase }) {
    const options = { keyManagementAlgorithms: ["PBES2-HS512+A256KW"], maxPBES2Count: 1_000_000 };
    const { plaintext, protectedHeader } = await jose.compactDecrypt(jwe, new TextEncoder().encode(passphrase), options);
    return { header: protectedHeader, jwk: JSON.parse(new TextDecoder().decode(plaintext)) };
  },
  async seal({ jwk, passphrase }) {
    const header = { alg: "PBES2-HS512+A256KW", enc: "A256GCM", cty: "jwk+json", kid: jwk.kid };
    return new jose.CompactEncrypt(new TextEncoder().encode(JSON.stringify(jwk)))
      .setProtectedHeader(header)
      .setKeyManagementParameters({ p2c: 2048 })
      .encrypt(new TextEncoder().encode(passphrase));
  },
  async thumbprint({ jwk }) {
    return jose.calculateJwkThumbprint(jwk);
  },
};

const answers = [];
for (const { do: name, ...job } of JSON.parse(readFileSync(0, "utf8"))) {
  try {
    answers.push(await jobs[name](job));
  } catch (error) {
    answers.push({ error: `${error.name}: ${error.message}` });
  }
}
process.stdout.write(JSON.stringify(answers));
