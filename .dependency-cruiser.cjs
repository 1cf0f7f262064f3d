/** The import table of docs/architecture.md, a rule per row. `npm run imports` checks it. */
const MAY_IMPORT = {
  kernel: [],
  config: ["kernel"],
  xml: ["kernel"],
  security: ["kernel"],
  domain: ["kernel"],
  registry: ["kernel", "xml"],
  outbox: ["kernel", "domain"],
  pdf: ["kernel", "domain"],
  mail: ["kernel", "domain"],
  store: ["kernel", "domain", "outbox"],
  ewp: ["kernel", "xml", "security", "registry", "domain"],
  delivery: ["kernel", "domain", "outbox", "registry", "ewp"],
  api: ["kernel", "domain", "outbox", "registry", "xml"],
  // The local registry reads manifests and writes the catalogue with the documents of src/ewp; everything else asks the nodes through the REST contract.
  sandbox: ["kernel", "config", "xml", "security", "registry", "ewp", "api/generated"],
  // A foreign caller: it signs by itself, and reads documents as we do.
  "self-test": ["kernel", "xml", "ewp"],
  // What is published and what runs in browsers know the node by its contract only.
  client: ["api/generated"],
  web: ["client", "api/generated"],
  // `tokens generate` makes a token without asking a node.
  cli: ["kernel", "config", "security", "app", "sandbox", "self-test"],
};
const rows = Object.entries(MAY_IMPORT).map(([folder, allowed]) => ({
  name: `imports-of-${folder}`,
  comment: `src/${folder} may import only itself${allowed.length ? " and " + allowed.join(", ") : ""}; pass the rest in from src/app.`,
  severity: "error",
  from: { path: `^src/${folder}/` },
  to: { path: "^src/", pathNot: [`^src/(${[folder, ...allowed].join("|")})/`] },
}));
const only = (name, packages, folders, comment) => ({
  name: `only-${name}`, severity: "error", comment,
  from: { path: "^src/", pathNot: folders },
  to: { path: packages.map((p) => `node_modules/${p}/`) },
});
module.exports = {
  forbidden: [
    ...rows,
    { name: "app-is-not-for-import", severity: "error", comment: "Only cli starts what app composes.", from: { path: "^src/", pathNot: ["^src/(app|cli)/"] }, to: { path: "^src/app/" } },
    { name: "no-cycle", severity: "error", comment: "Move the shared part below both.", from: {}, to: { circular: true } },
    { name: "apis-meet-in-the-domain", severity: "error", comment: "A slice of src/ewp never imports another slice; share through src/domain or src/ewp/common.",
      from: { path: "^src/ewp/([^/]+)/v\\d+/" }, to: { path: "^src/ewp/[^/]+/v\\d+/", pathNot: ["^src/ewp/$1/v\\d+/"] } },
    only("xml-readers-in-xml", ["saxes", "xml2js"], ["^src/xml/", "^src/registry/parse/"], "Read XML through src/xml."),
    only("forge-in-keys", ["node-forge"], ["^src/security/keys/"], "Certificates and keys are made in src/security/keys."),
    only("sign-in-in-security", ["@node-rs/argon2", "otpauth", "openid-client"], ["^src/security/"], "Passwords, second factors and the provider are details of src/security."),
    only("bullmq-in-delivery", ["bullmq", "ioredis"], ["^src/delivery/", "^src/app/"], "The queue is a detail of src/delivery."),
    only("sql-in-store", ["pg", "kysely", "@electric-sql"], ["^src/store/"], "Ask a port; SQL lives in src/store."),
    only("webhook-signatures-in-security", ["standardwebhooks"], ["^src/security/"], "Webhooks are signed in src/security."),
    only("pdfmake-in-pdf", ["pdfmake"], ["^src/pdf/"], "Documents for people are made in src/pdf."),
    only("nodemailer-in-mail", ["nodemailer"], ["^src/mail/"], "Mail leaves through src/mail."),
    only("express-at-the-doors", ["express", "express-openapi-validator"], ["^src/(api|app|sandbox)/"], "Only the office door and the sandbox registry use express."),
    only("pages-in-web", ["react", "react-dom", "react-aria-components", "react-i18next", "i18next", "wouter", "@tanstack"], ["^src/web/"], "What is bundled into pages is a development dependency: the node itself has none of it."),
    only("undici-in-outgoing", ["undici"], ["^src/ewp/runtime/", "^src/registry/", "^src/sandbox/", "^src/cli/", "^src/app/"], "Outgoing calls go through src/ewp/runtime."),
  ],
  options: { tsPreCompilationDeps: true, tsConfig: { fileName: "tsconfig.json" }, doNotFollow: { path: "node_modules" }, enhancedResolveOptions: { extensions: [".ts", ".tsx", ".js"] } },
};
