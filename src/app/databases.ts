/** What the sandbox needs of a PostgreSQL server; it is handed these functions by the command line. */
export { createDatabase, dropDatabase } from "../store/create-database.js";
