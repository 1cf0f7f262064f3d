import pg from "pg";

const NAME = /^[a-z][a-z0-9_]{0,62}$/;
const ALREADY_THERE = "42P04";

/**
 * Makes a database on a PostgreSQL server unless it is there, and gives its address. `serverUrl` names any database of that server to
 * connect to, with a user that may create databases. Throws when the server does not answer or refuses.
 */
export const createDatabase = async (serverUrl: string, name: string): Promise<string> => {
  await onServer(serverUrl, name, async (client, quoted) => {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [name]);
    if (rowCount !== 0) return;
    await client.query(`create database ${quoted}`).catch((error: unknown) => {
      if ((error as { code?: string }).code !== ALREADY_THERE) throw error;
    });
  });
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
};

/** Removes a database with everything in it, whoever is connected to it. */
export const dropDatabase = (serverUrl: string, name: string): Promise<void> =>
  onServer(serverUrl, name, async (client, quoted) => {
    await client.query(`drop database if exists ${quoted} with (force)`);
  });

const onServer = async (serverUrl: string, name: string, run: (client: pg.Client, quoted: string) => Promise<void>): Promise<void> => {
  if (!NAME.test(name)) throw new RangeError(`not a name for a database: ${JSON.stringify(name)}; expected small letters, digits and _`);
  const client = new pg.Client({ connectionString: serverUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await run(client, client.escapeIdentifier(name));
  } finally {
    await client.end();
  }
};
