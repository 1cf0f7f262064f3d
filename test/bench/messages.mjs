/** Questions to a child process, one at a time. */
import { start } from "./machine.mjs";

/** A program of this folder as a process of its own, on the cores `place` if given. It answers one message with one message. */
export const program = (name, place, data = {}) => {
  const child = start(process.execPath, [new URL(name, import.meta.url).pathname], { place, stdio: ["ignore", "inherit", "inherit", "ipc"], serialization: "advanced" });
  const ask = (message) => new Promise((resolve, reject) => {
    const ended = (code) => reject(new Error(`${name} ended with ${code}`));
    child.once("exit", ended);
    child.once("message", (answer) => {
      child.off("exit", ended);
      if (answer.error === undefined) resolve(answer);
      else reject(new Error(answer.error));
    });
    child.send(message);
  });
  return { child, ask, begun: ask({ kind: "begin", ...data }) };
};

/** The other side: `answer` gives the reply to a message, perhaps later. */
export const answering = (answer) => {
  process.on("message", (message) => {
    Promise.resolve(message).then(answer).then((reply) => process.send(reply ?? {}), (error) => process.send({ error: error.stack ?? String(error) }));
  });
  process.once("disconnect", () => process.exit(0));
};
