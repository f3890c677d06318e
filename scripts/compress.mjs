// Writes a brotli (.br) and a gzip (.gz) copy beside each file of a directory, at the highest setting:
// it happens once a build, and the server sends the copies as they are. A copy that is no smaller is
// left out.
//
//   node scripts/compress.mjs dist
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const [directory] = process.argv.slice(2);
if (directory === undefined) {
  console.error("Usage: node scripts/compress.mjs DIRECTORY");
  process.exit(2);
}

for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || /\.(br|gz)$|^\./.test(entry.name)) continue;
  const path = join(entry.parentPath ?? entry.path, entry.name);
  const bytes = readFileSync(path);
  const brotli = brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  const gzip = gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION });
  if (brotli.length < bytes.length) writeFileSync(`${path}.br`, brotli);
  if (gzip.length < bytes.length) writeFileSync(`${path}.gz`, gzip);
  console.log(`${path}: ${bytes.length} bytes, brotli ${brotli.length}, gzip ${gzip.length}`);
}
