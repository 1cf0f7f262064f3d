/** Follow what happens, from where the last run ended. */
import { connect, follow } from "passerelle/client";

const { PASSERELLE_URL: url = "", PASSERELLE_TOKEN: token = "", HEI_ID: heiId = "", AFTER: after } = process.env;
const node = connect({ url, token });

// `wait: 0` ends when all was read; leave it out to go on for ever.
for await (const { cursor, kind, object } of follow(node, { heiId, after, wait: 0 })) {
  console.log(kind, object.type, object.id, object.href);
  // Keep it with the work that was done for the entry: the next run goes on after it.
  console.log("cursor", cursor);
}
