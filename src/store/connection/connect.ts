import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { Kysely, PostgresDialect, type PostgresPoolClient } from "kysely";
import pg from "pg";
import type { Clock, Logger } from "../../kernel/ports.js";
import { databaseUnavailable, troubleOf } from "../sql/failures.js";
import type { Tables } from "../sql/tables.js";
import { lockDirectory } from "./directory-lock.js";
import { copyImage, FILES } from "./embedded-image.js";
import { awaitServer } from "./server-start.js";

export interface Connection {
  readonly db: Kysely<Tables>;
  /** No other process can be connected. */
  readonly alone: boolean;
  /** Waits for running statements, then lets go of everything. */
  close(): Promise<void>;
}

export interface ConnectOptions {
  /** `postgres://...`, `pglite:DIRECTORY` or `pglite:memory`. */
  readonly url: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Connections to a server; the embedded database has one. */
  readonly poolSize?: number;
  /** How long to wait for a server that is not there yet; without it nobody looks before the first statement. */
  readonly patienceMs?: number;
  /** Directory of `makeEmbeddedImage`, which a new embedded database starts from. */
  readonly image?: string;
}

/** Connects to a server, or opens the embedded database and locks its directory. */
export const connect = async (options: ConnectOptions): Promise<Connection> => {
  if (/^postgres(ql)?:\/\//.test(options.url)) return connectServer(options);
  if (options.url.startsWith("pglite:")) return openEmbedded(options);
  throw new RangeError("the database URL must start with postgres:// or pglite:");
};

const connectServer = async ({ url, logger, poolSize = 8, patienceMs }: ConnectOptions): Promise<Connection> => {
  const pool = new pg.Pool({ connectionString: url, max: poolSize, connectionTimeoutMillis: 10_000, application_name: "passerelle" });
  const connection = { ...connectionOf(pool, logger, async () => undefined), alone: false };
  if (patienceMs === undefined) return connection;
  const reached = awaitServer(async () => (await pool.connect()).release(), { patienceMs, logger });
  return reached.then(() => connection, async (error: unknown) => {
    await connection.close();
    throw error;
  });
};

/** The database's own 128 MB would all be resident from the start, beside what the system's file cache holds anyway. */
const BUFFERS = "16MB";

/** Loaded only where it is used. An instance is given to the pool, not a directory: with a directory the pool would close the database after the first failed query. */
const openEmbedded = async ({ url, clock, logger, image }: ConnectOptions): Promise<Connection> => {
  const directory = url.slice("pglite:".length);
  const unlock = directory === "memory" ? () => undefined : await lockDirectory(directory, clock.now());
  try {
    const { PGlite } = await import("@electric-sql/pglite");
    const { createPgConfig } = await import("@electric-sql/pglite/node-postgres");
    const startParams = [...PGlite.defaultStartParams, "-c", `shared_buffers=${BUFFERS}`];
    /** The pool reads answers itself, so the names of array types, a slow query at every start, are of no use. */
    class Bare extends PGlite {
      override async _initArrayTypes(): Promise<void> {}
    }
    const instance = new Bare({ ...(directory !== "memory" && { dataDir: filesIn(directory, image) }), startParams });
    await instance.waitReady;
    const pool = new pg.Pool({ ...createPgConfig(instance), max: 1, connectionTimeoutMillis: 60_000 } as unknown as pg.PoolConfig);
    const release = async () => {
      await instance.close();
      unlock();
    };
    return { ...connectionOf(pool, logger, release), alone: true };
  } catch (error) {
    unlock();
    throw error;
  }
};

const filesIn = (directory: string, image: string | undefined): string => {
  const files = join(directory, FILES);
  if (image !== undefined && !existsSync(files)) copyImage(image, directory);
  mkdirSync(files, { recursive: true, mode: 0o700 });
  return files;
};

const connectionOf = (pool: pg.Pool, logger: Logger, afterEnd: () => Promise<void>): Omit<Connection, "alone"> => {
  pool.on("error", (error) => logger.warn("an idle database connection was lost", { error: error.message }));
  // Lost between two statements of a transaction: the next statement tells. Unheard, the event would end the process.
  pool.on("connect", (client) => client.on("error", () => undefined));
  const reachable = {
    connect: () => pool.connect().then(asked, (cause: unknown) => { throw databaseUnavailable(cause); }),
    end: () => pool.end(),
  };
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: reachable }) });
  let closing: Promise<void> | undefined;
  return { db, close: () => (closing ??= db.destroy().then(afterEnd)) };
};

/** A connection of the pool whose troubles are told as what they are for callers: this node's own, and passing. */
const asked = (client: pg.PoolClient): PostgresPoolClient => ({
  query: (async (statement: string, parameters: readonly unknown[]) => {
    try {
      return await client.query(statement, [...parameters]);
    } catch (error) {
      throw troubleOf(error) ?? error;
    }
  }) as unknown as PostgresPoolClient["query"],
  release: () => client.release(),
});
