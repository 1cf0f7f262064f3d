/** A registry with catalogues of the size of the real one: 3,900 hosts, 52,000 entries, 46 MB. */
import { createReadStream, createWriteStream, readFileSync } from "node:fs";
import { createServer } from "node:https";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import "./typescript.mjs";

/** Catalogues of the size of the real one as files, plain and compressed; each has a host more than the one before. */
export const writeCatalogues = async (directory, versions) => {
  const { FULL_SIZE, syntheticCatalogue } = await import("../support/registry/synthetic-catalogue.ts");
  const files = [];
  for (let version = 0; version < versions; version++) {
    const size = { hosts: FULL_SIZE.hosts + version };
    const identity = join(directory, `catalogue-${version}.xml`);
    await pipeline(Readable.from(syntheticCatalogue(size)), createWriteStream(identity));
    await pipeline(createReadStream(identity), createGzip(), createWriteStream(`${identity}.gz`));
    files.push({ identity, gzip: `${identity}.gz`, hosts: size.hosts });
  }
  return files;
};

/** A registry that serves whatever `serving` names. */
export const openRegistry = async ({ certFile, keyFile }) => {
  const registry = { serving: undefined };
  const server = createServer({ cert: readFileSync(certFile), key: readFileSync(keyFile) }, (_, response) => {
    const { file, coding } = registry.serving;
    response.writeHead(200, { "content-type": "text/xml", etag: `"${file}"`, ...(coding === "gzip" ? { "content-encoding": "gzip" } : {}) });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  registry.url = `https://127.0.0.1:${server.address().port}/catalogue-v1.xml`;
  registry.close = () => new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  return registry;
};
