// What the start page weighs, as the running server sends it to a browser that takes brotli.
//
//   node benches/browser/weight.mjs
import http from 'node:http';
import { startService } from './service.mjs';

/** Fetches without decompressing. */
function fetchRaw(url, headers) {
  return new Promise((resolve, reject) => {
    http
      .get(url, { headers }, (answer) => {
        const parts = [];
        answer.on('data', (part) => parts.push(part));
        answer.on('end', () => resolve({ headers: answer.headers, body: Buffer.concat(parts) }));
      })
      .on('error', reject);
  });
}

const service = await startService();
try {
  const { link } = await service.invite();
  const opened = await fetchRaw(link, {});
  const cookie = opened.headers['set-cookie'].map((it) => it.split(';')[0]).join('; ');
  const page = `${service.url}${opened.headers.location}`;
  const html = (await fetchRaw(page, { cookie })).body.toString();
  const find = (pattern) => pattern.exec(html)?.[1];
  const style = find(/<style[^>]*>(.*?)<\/style>/s);
  if (style === undefined) throw new Error('the page carries no style sheet');
  const parts = {
    [`HTML, ${Buffer.byteLength(style)} bytes of it the style sheet`]: opened.headers.location,
    JavaScript: find(/href="([^"]+\.js)"/),
    wasm: find(/href="([^"]+\.wasm)"/),
  };
  console.log('| start page | bytes | compressed with brotli |\n|---|---:|---:|');
  for (const [name, path] of Object.entries(parts)) {
    if (path === undefined) continue;
    const plain = await fetchRaw(`${service.url}${path}`, { cookie });
    const small = await fetchRaw(`${service.url}${path}`, { cookie, 'accept-encoding': 'br' });
    if (small.headers['content-encoding'] !== 'br') throw new Error(`${path} was sent uncompressed`);
    console.log(`| ${name} | ${plain.body.length} | ${small.body.length} |`);
  }
} finally {
  await service.stop();
}
