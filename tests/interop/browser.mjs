// Uses the page /docs of a server as a person would, in headless Chromium, and tells as JSON what it saw.
// Arguments: the server's address, a folder for screenshots. Environment: PEERS, the folder of node_modules; PASSWORD, that of johndoe.
import { createRequire } from "node:module";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const { chromium } = createRequire(join(process.env.PEERS, "package.json"))("playwright-core");
const [address, pictures] = process.argv.slice(2);
const profile = mkdtempSync(join(tmpdir(), "docs-"));

const context = await chromium.launchPersistentContext(profile, {
  executablePath: "/usr/bin/chromium",
  headless: true,
  viewport: { width: 1100, height: 900 },
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
const saw = { complaints: [], elsewhere: [] };
try {
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(20_000);
  // The console tells of refused requests too, which are part of the play; anything else is a fault of the page.
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().includes("status of 40")) saw.complaints.push(message.text());
  });
  page.on("pageerror", (error) => saw.complaints.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith("data:")) saw.elsewhere.push(request.url());
  });

  const attempt = async (operation) => {
    const card = page.locator(`#${operation}`);
    if ((await card.getAttribute("open")) === null) await card.locator("> summary").click();
    const answered = page.waitForResponse((response) => response.request().resourceType() === "fetch");
    await card.getByRole("button", { name: "Try it" }).click();
    await answered;
    const status = await card.locator(".answer .good, .answer .bad").textContent();
    const body = await card.locator(".answer .body").textContent();
    return { status, body, request: await card.locator(".answer pre").first().textContent() };
  };
  const logIn = async (password, scope) => {
    await page.getByRole("button", { name: "Authorize" }).first().click();
    const dialog = page.getByRole("dialog", { name: "Authorize" });
    await dialog.getByLabel("username").fill("johndoe");
    await dialog.getByLabel("password").fill(password);
    await dialog.getByLabel("scope").fill(scope);
    await dialog.getByRole("button", { name: "Authorize" }).click();
  };

  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(`${address}/docs`);
  await page.locator(".operation").first().waitFor();
  saw.operations = await page.locator(".operation > summary code").allTextContents();
  saw.before = await attempt("me");

  await logIn("wrong", "");
  await page.locator("#login-error:not(:empty)").waitFor();
  saw.refused = await page.locator("#login-error").textContent();
  await page.screenshot({ path: join(pictures, "docs-login.png") });
  await page.locator("#login-cancel").click();
  await page.waitForTimeout(1_100);
  await logIn(process.env.PASSWORD, "me");
  await page.locator("#login").waitFor({ state: "hidden" });
  saw.who = await page.locator("#who").textContent();

  saw.me = await attempt("me");
  saw.items = await attempt("items");
  await page.locator("#introspect > summary").click();
  await page.locator("#introspect-token").fill("<img src=x onerror=alert(1)>");
  saw.introspect = await attempt("introspect");
  await page.locator("#introspect > summary").click();
  await page.locator("#items > summary").click();
  await page.screenshot({ path: join(pictures, "docs-light.png") });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.screenshot({ path: join(pictures, "docs-dark.png") });
  await page.setViewportSize({ width: 390, height: 800 });
  saw.scrolls = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  await page.screenshot({ path: join(pictures, "docs-narrow.png") });
  saw.stored = await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]);

  const revoked = page.waitForResponse((response) => response.url().endsWith("/revoke"));
  await page.getByRole("button", { name: "Log out" }).click();
  saw.revoked = (await revoked).status();
  saw.after = await attempt("me");
} finally {
  await context.close();
  rmSync(profile, { recursive: true, force: true });
}
console.log(JSON.stringify(saw));
