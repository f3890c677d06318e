// A real OpenID Connect provider for the tests of single sign-on: npm's certified `oidc-provider`. Started by a test with the
// address of the way back, and with a port where one is wanted; it prints its issuer and ends when its standard input does.
//
// Its log in page takes what a test says of the person: who (`account`), how (`amr`, `acr`), and how long ago (`age`, seconds).

import { generateKeyPairSync, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { Provider } from "oidc-provider";

const [redirectUri, port = 0] = process.argv.slice(2);
process.stdin.resume().on("end", () => process.exit());

const server = createServer().listen(Number(port), "127.0.0.1");
await new Promise((listens) => server.once("listening", listens));
const issuer = `http://127.0.0.1:${server.address().port}`;
const key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" });

const provider = new Provider(issuer, {
  clients: [{ client_id: "latchkey", client_secret: "a secret of the provider's", redirect_uris: [redirectUri] }],
  jwks: { keys: [{ ...key, use: "sig", alg: "RS256", kid: "first" }] },
  cookies: { keys: [randomBytes(16).toString("hex")] },
  acrValues: ["urn:example:two-factors"],
  // Email addresses are at the UserInfo endpoint only, as the specification has it.
  claims: { openid: ["sub", "amr", "acr"], email: ["email", "email_verified"] },
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
  // An account is named as the address is; what stands before a colon tells two accounts with one address apart.
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({ sub: id, email: id.split(":").at(-1), email_verified: !id.startsWith("unverified:") }),
  }),
  // Officers are not asked what this service may learn: their employer has decided.
  async loadExistingGrant(context) {
    const grant = new context.oidc.provider.Grant({
      clientId: context.oidc.client.clientId,
      accountId: context.oidc.session.accountId,
    });
    grant.addOIDCScope("openid email");
    await grant.save();
    return grant;
  },
});

const PAGE = `<!doctype html>
<html lang="en">
<title>Log in</title>
<link rel="icon" href="data:,">
<form method="post">
<label>Account <input name="account"></label>
<label><input type="checkbox" name="amr" value="mfa"> With a second factor</label>
<label>Seconds ago <input name="age" value="0"></label>
<button>Log in</button>
</form>
`;

const answer = provider.callback();
server.on("request", (request, response) => {
  if (!request.url.startsWith("/interaction/")) {
    return answer(request, response);
  }
  return logIn(request, response).catch((error) => response.writeHead(500).end(String(error)));
});

async function logIn(request, response) {
  const form = new URLSearchParams(await text(request));
  await provider.interactionDetails(request, response);
  if (request.method !== "POST") {
    return response.writeHead(200, { "content-type": "text/html" }).end(PAGE);
  }
  const result = form.has("account")
    ? {
        login: {
          accountId: form.get("account"),
          amr: form.getAll("amr"),
          acr: form.get("acr") ?? undefined,
          ts: Math.floor(Date.now() / 1000) - Number(form.get("age") ?? 0),
        },
      }
    : { error: "access_denied", error_description: "the person selected Cancel" };
  return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

process.stdout.write(`${issuer}\n`);
