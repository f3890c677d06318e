// The optimised server for the measurements in a browser: a folder, a database, keys and a port of its own.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const BINARY = resolve(process.env.LATCHKEY_BIN ?? join(import.meta.dirname, '../../target/release/latchkey'));

/** Starts a server and waits until it can serve. */
export async function startService() {
  if (!existsSync(BINARY)) throw new Error(`${BINARY} is missing; run make build`);
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-bench-'));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const env = {
    PATH: process.env.PATH,
    LATCHKEY__MODE: 'preview',
    LATCHKEY__DELIVERY: 'preview',
    LATCHKEY__SERVER__LISTEN: `127.0.0.1:${port}`,
    LATCHKEY__SERVER__PUBLIC_URL: url,
    LATCHKEY__DATABASE__URL: `sqlite://${join(folder, 'latchkey.db')}?mode=rwc`,
    LATCHKEY__KEYS__DIR: join(folder, 'keys'),
    LATCHKEY__ORGANISATION__NAME: 'Riverside Hospital',
    LATCHKEY__ORGANISATION__HR__EMAIL: 'hr@riverside.example',
  };
  const child = spawn(BINARY, ['serve'], { cwd: folder, env, stdio: 'ignore' });
  const run = promisify(execFile);
  const command = (...args) => run(BINARY, args, { cwd: folder, env });
  const messages = async (to) => {
    const all = await (await fetch(`${url}/preview/outbox.json`)).json();
    return all.filter((message) => message.to === to);
  };
  let people = 0;
  await until('the server', async () => (await fetch(`${url}/readyz`).catch(() => undefined))?.ok);
  return {
    url,
    /** Invites somebody new: the link in the email, and how to get the code in the text message. */
    async invite() {
      people += 1;
      const number = String(people).padStart(3, '0');
      const [email, phone] = [`amina.okafor.${number}@riverside.example`, `+447700900${number}`];
      const name = ['--given-name', 'Amina', '--family-name', 'Okafor', '--email', email, '--phone', phone];
      await command('employee', 'add', '--staff-number', number, ...name);
      await command('invite', number);
      const text = (to) => until(`a message to ${to}`, async () => (await messages(to))[0]?.text);
      const link = /http\S+\/k\/\S+/.exec(await text(email))[0];
      return { link, code: async () => /^\d{6}/.exec(await text(phone))[0] };
    },
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Tries until something is true. */
export async function until(what, attempt) {
  for (let tries = 0; tries < 500; tries += 1) {
    const found = await attempt();
    if (found) return found;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error(`waited in vain for ${what}`);
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** The value within which `percent` of a hundred stayed. */
export function percentile(values, percent) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil((sorted.length * percent) / 100) - 1];
}
