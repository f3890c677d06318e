// An employer's portal that takes Latchkey as its log in, by OpenID Connect: a certified library and nothing of
// Latchkey's own. It shows what a real portal needs to do, in one file; sessions live in memory and end with it.
//
//   PORTAL_ISSUER         where Latchkey is, for example https://keys.example.org
//   PORTAL_CLIENT_ID      its name in [[oidc.clients]]
//   PORTAL_CLIENT_SECRET  its secret; `latchkey portal secret` prints one
//   PORTAL_URL            where people find it, for example http://localhost:3200
//   PORTAL_LISTEN         port, on this machine only

import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as oidc from 'openid-client';

const { PORTAL_ISSUER, PORTAL_CLIENT_ID, PORTAL_CLIENT_SECRET, PORTAL_URL, PORTAL_LISTEN } = process.env;
const callback = `${PORTAL_URL}/callback`;

/** People who are logged in, and browsers on their way there, by the secret in their cookie. */
const sessions = new Map();
const attempts = new Map();

/** What Latchkey says of itself; asked for when it is needed first, so that either may start first. */
let found;
function latchkey() {
  // Without TLS only on one machine, for trying out.
  const execute = PORTAL_ISSUER.startsWith('http://') ? [oidc.allowInsecureRequests] : [];
  found ??= oidc.discovery(new URL(PORTAL_ISSUER), PORTAL_CLIENT_ID, PORTAL_CLIENT_SECRET, undefined, { execute }).catch((error) => {
    found = undefined;
    throw error;
  });
  return found;
}

/** Sends the browser to Latchkey. What has to match when it comes back stays here. */
async function logIn() {
  const config = await latchkey();
  const attempt = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
  const to = oidc.buildAuthorizationUrl(config, {
    redirect_uri: callback,
    scope: 'openid profile email staff',
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
    code_challenge_method: 'S256',
  });
  return redirect(to.href, cookie('portal-attempt', keep(attempts, attempt), 600));
}

/** The browser is back: the code is worth an ID token, and that a session. */
async function comeBack(request) {
  const id = cookies(request).get('portal-attempt');
  const attempt = attempts.get(id);
  attempts.delete(id);
  if (!attempt) return page('Log in again', '<p>This log in was not begun in this browser, or too long ago.</p>' + logInLink, 400);
  const config = await latchkey();
  const tokens = await oidc
    .authorizationCodeGrant(config, new URL(request.url, PORTAL_URL), {
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      pkceCodeVerifier: attempt.verifier,
      idTokenExpected: true,
    })
    .catch((error) => {
      console.error(`log in refused: ${error.code ?? error.message}`);
    });
  if (!tokens) return page('You are not logged in', '<p>The log in did not work.</p>' + logInLink, 400);
  const claims = tokens.claims();
  const person = await oidc.fetchUserInfo(config, tokens.access_token, claims.sub);
  const session = { sid: claims.sid, idToken: tokens.id_token, acr: claims.acr, at: claims.auth_time, person };
  return redirect('/', cookie('portal-session', keep(sessions, session), 43_200), cookie('portal-attempt', '', 0));
}

/** `Log out` here is log out there too. */
async function logOut(request) {
  const id = cookies(request).get('portal-session');
  const session = sessions.get(id);
  sessions.delete(id);
  if (!session) return redirect('/');
  const to = oidc.buildEndSessionUrl(await latchkey(), { id_token_hint: session.idToken, post_logout_redirect_uri: `${PORTAL_URL}/` });
  return redirect(to.href, cookie('portal-session', '', 0));
}

/** Latchkey says that a session has ended, whoever ended it (OpenID Connect Back-Channel Logout 1.0, section 2.6). */
let keys;
async function hear(request) {
  const token = new URLSearchParams(await body(request)).get('logout_token') ?? '';
  const { issuer, jwks_uri } = (await latchkey()).serverMetadata();
  keys ??= createRemoteJWKSet(new URL(jwks_uri));
  const told = await jwtVerify(token, keys, { issuer, audience: PORTAL_CLIENT_ID, typ: 'logout+jwt', algorithms: ['ES256'] }).catch(() => undefined);
  const event = told?.payload.events?.['http://schemas.openid.net/event/backchannel-logout'];
  if (!event || told.payload.nonce !== undefined || !told.payload.sid) return { status: 400 };
  for (const [id, session] of sessions) if (session.sid === told.payload.sid) sessions.delete(id);
  return { status: 200 };
}

const logInLink = '<p><a class="button" href="/log-in">Log in with your access key</a></p>';

function home(request) {
  const session = sessions.get(cookies(request).get('portal-session'));
  if (!session) return page("The employer's portal", '<p>Payslips, shifts and leave, once you are logged in.</p>' + logInLink);
  const rows = [
    ['Name', session.person.name],
    ['Staff number', session.person.staff_number],
    ['Email address', session.person.email],
    ['Access key shown', session.acr?.endsWith('same-device') ? 'on this device' : 'on another device, by QR code'],
    ['Logged in', new Date(session.at * 1000).toLocaleString('en-GB')],
  ];
  const lines = rows.map(([name, value]) => `<dt>${name}</dt><dd>${escape(value ?? 'not told')}</dd>`).join('');
  const form = '<form method="post" action="/log-out"><button class="button">Log out</button></form>';
  return page(`Hello, ${escape(session.person.given_name ?? 'colleague')}`, `<dl>${lines}</dl>${form}`);
}

const routes = {
  'GET /': home,
  'GET /log-in': logIn,
  'GET /callback': comeBack,
  'POST /log-out': logOut,
  'POST /back-channel-log-out': hear,
};

const server = createServer(async (request, response) => {
  const route = routes[`${request.method} ${new URL(request.url, PORTAL_URL).pathname}`];
  const answer = await Promise.resolve(route ? route(request) : page('Page not found', '', 404)).catch((error) => {
    console.error(error);
    return page('Try again later', '<p>The log in service did not answer.</p>', 503);
  });
  response.writeHead(answer.status, { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', ...answer.headers });
  response.end(answer.text);
});
server.listen(Number(PORTAL_LISTEN), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));

function page(heading, content, status = 200) {
  const style =
    'body{font:1.1em/1.5 Arial,sans-serif;max-width:40em;margin:2em auto;padding:0 1em}dt{font-weight:bold}.button{font:inherit;background:#4a2d6b;color:#fff;border:0;padding:.6em 1em;text-decoration:none}';
  const text = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>${heading}</title><style>${style}</style><main><h1>${heading}</h1>${content}</main></html>`;
  return { status, text, headers: { 'content-type': 'text/html; charset=utf-8' } };
}

function redirect(to, ...set) {
  return { status: 303, headers: { location: to, 'set-cookie': set } };
}

function keep(map, value) {
  const id = randomBytes(32).toString('base64url');
  map.set(id, value);
  return id;
}

function cookie(name, value, seconds) {
  const secure = PORTAL_URL.startsWith('https://') ? '; Secure' : '';
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure}`;
}

function cookies(request) {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return new Map(pairs);
}

async function body(request) {
  let text = '';
  for await (const part of request) {
    text += part;
    if (text.length > 16_384) break;
  }
  return text;
}

function escape(text) {
  return String(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
