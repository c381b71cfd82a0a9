// ALG KEY-FILE TOKEN-FILE ISSUER AUDIENCE: for each line on stdin, verifies all tokens and answers with the seconds of the loop.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { createVerifier } from "fast-jwt";

const [alg, keyFile, tokenFile, iss, aud] = process.argv.slice(2);
const key = readFileSync(keyFile, "utf8");
const tokens = readFileSync(tokenFile, "utf8").trim().split("\n");
const verify = createVerifier({
  key: alg.startsWith("HS") ? key.trim() : key,
  algorithms: [alg],
  allowedIss: iss,
  allowedAud: aud,
  cache: false,
});

for await (const _ of createInterface({ input: process.stdin })) {
  const began = process.hrtime.bigint();
  for (const token of tokens) verify(token);
  console.log(Number(process.hrtime.bigint() - began) / 1e9);
}
