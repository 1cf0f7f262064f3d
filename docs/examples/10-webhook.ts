/** Be told of changes: make a webhook, and verify what it receives. */
import { connect, dataOf } from "passerelle/client";

const { PASSERELLE_URL: url = "", PASSERELLE_TOKEN: token = "", HEI_ID: heiId = "" } = process.env;
const node = connect({ url, token });

const { webhook, secret } = await dataOf(node.POST("/institutions/{heiId}/webhooks", {
  params: { path: { heiId } }, body: { url: "https://records.rive.example/ewp", description: "Student records", kinds: ["agreement-in-force", "imobility-seen"] },
}));
// Keep the secret: it is shown once. The receiver verifies with any library of the Standard Webhooks specification:
//   import { Webhook } from "standardwebhooks";
//   const { type, data } = new Webhook(secret).verify(body, headers);
// and reads the object at data.object.href with its own token.
console.log(webhook.id, webhook.enabled, secret.startsWith("whsec_"));
const { items } = await dataOf(node.GET("/institutions/{heiId}/webhooks/{webhookId}/attempts", { params: { path: { heiId, webhookId: webhook.id } } }));
for (const { at, taken, problem } of items) console.log(at, taken, problem);
