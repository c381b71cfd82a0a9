// COUNT MEMORY PASSES LANES: for each line on stdin, hashes COUNT passwords on the thread pool and answers with the seconds.
import { createInterface } from "node:readline";
import { hash } from "@node-rs/argon2";

const [count, memoryCost, timeCost, parallelism] = process.argv.slice(2).map(Number);
// 2 is argon2id.
const options = { algorithm: 2, memoryCost, timeCost, parallelism, outputLen: 32 };

for await (const _ of createInterface({ input: process.stdin })) {
  const began = process.hrtime.bigint();
  const passwords = Array.from({ length: count }, (_, n) => `correct horse battery ${n}`);
  const hashes = await Promise.all(passwords.map((password) => hash(password, options)));
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  const wanted = `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$`;
  if (!hashes.every((text) => text.startsWith(wanted))) throw new Error(`not what was asked for: ${hashes[0]}`);
  console.log(seconds);
}
