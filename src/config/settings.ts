import { databaseUrl, decimal, email, flag, integer, oneOf, path, port, publicUrl, secretText, text, timeZone, token, url } from "./parsers.js";
import { optional, required, secret, type Sections, type ValuesOf, withDefault } from "./setting.js";

const KIB = 1024;
const MIB = 1024 * KIB;

/** Every setting of a node, a row each. To add one: a row here, then `npm run generate`. */
export const NODE_SETTINGS = {
  network: {
    title: "The network listener: what partners reach",
    settings: {
      publicUrl: required("PUBLIC_URL", publicUrl, "Address under which partners reach the network listener; all endpoint URLs begin with it.", "https://ewp.example.edu"),
      host: withDefault("NETWORK_HOST", text, "0.0.0.0", "Address that the network listener binds to."),
      port: withDefault("NETWORK_PORT", port, "8443", "Port of the network listener."),
      tls: withDefault("NETWORK_TLS", oneOf("own", "proxy"), "own", "Who ends TLS: `own` = this listener, with TLS_CERT and TLS_KEY; `proxy` = a proxy in front, so the listener speaks plain HTTP."),
      tlsCert: optional("TLS_CERT", path, "File with the certificate chain (PEM) of the network listener.", "certs/fullchain.pem"),
      tlsKey: optional("TLS_KEY", path, "File with the private key (PEM) of the network listener.", "certs/privkey.pem"),
      clientCertificates: withDefault("NETWORK_CLIENT_CERTIFICATES", flag, "false", "Whether partners may show a TLS client certificate that the catalogue lists instead of signing; deprecated in the network, and only with NETWORK_TLS=own."),
      maxBodyBytes: withDefault("NETWORK_MAX_BODY_BYTES", integer(64 * KIB, 64 * MIB), `${MIB}`, "Largest request body that is accepted from a partner."),
      requestsPerMinute: withDefault("NETWORK_REQUESTS_PER_MINUTE", integer(0, 1_000_000), "6000", "Requests that one institution may send per minute, and per process; beyond it is told 503 with Retry-After. 0 = no limit."),
      refusalsPerMinute: withDefault("NETWORK_REFUSALS_PER_MINUTE", integer(0, 1_000_000), "600", "Refusals per minute that callers at one address get signed, as long as nobody knows who they are; beyond they are told 503 unsigned. Known callers behind the same address are served. 0 = no limit."),
      addressHeader: optional("NETWORK_ADDRESS_HEADER", text, "Header in which the proxy in front writes the caller's address; without it there is no limit by address behind a proxy.", "X-Real-IP"),
      requestSeconds: withDefault("NETWORK_REQUEST_SECONDS", integer(1, 600), "30", "Time in which a partner has to send a whole request."),
    },
  },
  office: {
    title: "The office listener: the REST API for the institution's own systems",
    settings: {
      host: withDefault("OFFICE_HOST", text, "127.0.0.1", "Address that the office listener binds to; keep it inside the institution's network."),
      port: withDefault("OFFICE_PORT", port, "8080", "Port of the office listener."),
      tlsCert: optional("OFFICE_TLS_CERT", path, "File with the certificate chain (PEM) of the office listener; without it the listener speaks plain HTTP.", "certs/office.pem"),
      tlsKey: optional("OFFICE_TLS_KEY", path, "File with the private key (PEM) of the office listener.", "certs/office.key"),
      clientCa: optional("OFFICE_CLIENT_CA", path, "File with certificates (PEM) of the authorities whose client certificates the office listener accepts; with it TLS asks for one, and tokens are needed as before.", "certs/office-client-ca.pem"),
      clientCertificate: withDefault("OFFICE_CLIENT_CERTIFICATE", oneOf("required", "optional"), "required", "With OFFICE_CLIENT_CA: `required` = no connection without a client certificate; `optional` = without one too, but not with a wrong one."),
      maxBodyBytes: withDefault("OFFICE_MAX_BODY_BYTES", integer(64 * KIB, 64 * MIB), `${20 * MIB}`, "Largest request body that the REST API accepts."),
      requestsPerMinute: withDefault("OFFICE_REQUESTS_PER_MINUTE", integer(0, 1_000_000), "6000", "Requests that one token may send per minute, and per process; beyond it is told 429 with Retry-After. 0 = no limit."),
      refusalsPerMinute: withDefault("OFFICE_REFUSALS_PER_MINUTE", integer(0, 1_000_000), "60", "Requests with wrong tokens from one address per minute; beyond they are told 429. Tokens that were right before are not concerned. 0 = no limit."),
      addressHeader: optional("OFFICE_ADDRESS_HEADER", text, "Header in which a proxy in front of the office listener writes the caller's address; without it wrong tokens are counted by the address of the connection, which is the proxy's for all.", "X-Real-IP"),
      idleMinutes: withDefault("OFFICE_IDLE_MINUTES", integer(5, 1440), "120", "Minutes after which somebody who did nothing has to sign in again."),
      signInHours: withDefault("OFFICE_SIGN_IN_HOURS", integer(1, 168), "12", "Hours after which everybody has to sign in again."),
      secondFactor: withDefault("OFFICE_SECOND_FACTOR", oneOf("optional", "required"), "optional", "`required` = administrators who sign in by password may do nothing before they have set up a second factor."),
      publicUrl: optional("OFFICE_PUBLIC_URL", url("https", "http"), "Address under which people reach the office in their browsers; needed for OFFICE_OPENID_ISSUER.", "https://office.example.edu"),
      openIdIssuer: optional("OFFICE_OPENID_ISSUER", url("https", "http"), "The institution's OpenID Connect provider; with it people sign in there.", "https://login.example.edu"),
      openIdClientId: optional("OFFICE_OPENID_CLIENT_ID", text, "The id under which the provider knows this node; its redirect URI is OFFICE_PUBLIC_URL and /api/v1/sign-in/openid/callback.", "passerelle"),
      openIdClientSecret: secret(optional("OFFICE_OPENID_CLIENT_SECRET", text, "The secret that the provider gave this node; none for a public client.", "...")),
      openIdName: withDefault("OFFICE_OPENID_NAME", text, "Institution account", "What the button for it says."),
      openIdScope: withDefault("OFFICE_OPENID_SCOPE", text, "openid email profile", "The scopes that the provider is asked for."),
      openIdEmailClaim: withDefault("OFFICE_OPENID_EMAIL_CLAIM", text, "email", "The claim that holds the person's e-mail address."),
      bootstrapToken: secret(optional("BOOTSTRAP_TOKEN", token, "Token that is entered as an administrator at start unless it is known already; with it the first tokens are made.", "psl_...")),
    },
  },
  inbox: {
    title: "The inbox: what needs somebody",
    settings: {
      stuckDays: withDefault("INBOX_STUCK_DAYS", integer(1, 365), "14", "Days without a change after which something that waits, for us or for a partner, counts as stuck."),
    },
  },
  mail: {
    title: "The daily mail to people who want it",
    settings: {
      smtpUrl: secret(optional("MAIL_SMTP_URL", url("smtp", "smtps"), "The institution's mail server; without it no mail is sent.", "smtps://user:password@mail.example.edu:465")),
      from: optional("MAIL_FROM", email, "Address that the mail is from; needed with MAIL_SMTP_URL.", "ewp@example.edu"),
      timeZone: withDefault("MAIL_TIME_ZONE", timeZone, "Europe/Brussels", "Time zone of the institution: the mail is sent once a day there."),
      hour: withDefault("MAIL_HOUR", integer(0, 23), "7", "Hour, in that time zone, from which on the mail of the day is sent."),
    },
  },
  store: {
    title: "State",
    settings: {
      dataDir: withDefault("DATA_DIR", path, "./data", "Directory for the embedded database, the copy of the catalogue and the key file."),
      databaseUrl: secret(withDefault("DATABASE_URL", databaseUrl, "pglite:{DATA_DIR}/db", "The database: a PostgreSQL server, or `pglite:` and a directory for the embedded one, which is for trying out and survives no power cut.")),
      masterKey: secret(optional("MASTER_KEY", secretText(16), "Secret that seals the private keys of institutions at rest; without it one is made in `master.key` in the data directory.", "at least 16 characters from a password generator")),
      newMasterKey: secret(optional("NEW_MASTER_KEY", secretText(16), "The secret that `passerelle keys reseal` puts in the place of MASTER_KEY; for that command only.", "at least 16 characters from a password generator")),
    },
  },
  evidence: {
    title: "Evidence: how long exchanges with the network are kept",
    settings: {
      agreement: withDefault("EVIDENCE_AGREEMENT_DAYS", integer(30, 36_500), "3653", "Days for exchanges that concern agreements; those that an agreement refers to stay for ever."),
      refused: withDefault("EVIDENCE_REFUSED_DAYS", integer(30, 36_500), "365", "Days for exchanges that were refused or failed."),
      routine: withDefault("EVIDENCE_ROUTINE_DAYS", integer(30, 36_500), "90", "Days for what proves nothing later: echo, lists of ids, descriptions of institutions and units."),
    },
  },
  records: {
    title: "Students' data: how long records are kept, counted from the end of the year in which the mobility's academic year ends, or from the last change if that is later",
    settings: {
      "outgoing-nominations": withDefault("RECORDS_OUTGOING_NOMINATIONS_DAYS", integer(30, 36_500), "1826", "Days for approved nominations of own students: five years, for which funded mobilities have to be accounted for."),
      "incoming-nominations": withDefault("RECORDS_INCOMING_NOMINATIONS_DAYS", integer(30, 36_500), "1826", "Days for approved nominations of partners' students."),
      "outgoing-learning-agreements": withDefault("RECORDS_OUTGOING_LEARNING_AGREEMENTS_DAYS", integer(30, 36_500), "1826", "Days for signed learning agreements of own students: five years, for which funded mobilities have to be accounted for."),
      "incoming-learning-agreements": withDefault("RECORDS_INCOMING_LEARNING_AGREEMENTS_DAYS", integer(30, 36_500), "1826", "Days for signed learning agreements of partners' students."),
      "outgoing-transcripts": withDefault("RECORDS_OUTGOING_TRANSCRIPTS_DAYS", integer(30, 36_500), "1826", "Days for transcripts that were issued; what has to be kept longer stands in the student records system."),
      "incoming-transcripts": withDefault("RECORDS_INCOMING_TRANSCRIPTS_DAYS", integer(30, 36_500), "1826", "Days for transcripts of partners that were decided on, with what was recognised of them."),
      unfinished: withDefault("RECORDS_UNFINISHED_DAYS", integer(30, 36_500), "365", "Days for what came to nothing, of every kind: drafts, refused, cancelled, withdrawn."),
    },
  },
  keys: {
    title: "Rotation of keys",
    settings: {
      graceMinutes: withDefault("KEY_GRACE_MINUTES", decimal(0, 10_080), "180", "Minutes for which the catalogue has to show a new key before it signs: partners may use a copy of the catalogue that is three hours old."),
      overlapHours: withDefault("KEY_OVERLAP_HOURS", decimal(0, 8_760), "120", "Hours for which a key that no longer signs stays published, for partners that cannot reach the registry."),
    },
  },
  catalogue: {
    title: "The registry",
    settings: {
      url: required("CATALOGUE_URL", url("https"), "Address of the registry's catalogue.", "https://registry.erasmuswithoutpaper.eu/catalogue-v1.xml"),
      refreshMinutes: withDefault("CATALOGUE_REFRESH_MINUTES", integer(1, 180), "15", "Minutes between two looks at the catalogue."),
      maxAgeHours: withDefault("CATALOGUE_MAX_AGE_HOURS", integer(1, 240), "120", "Hours for which the last good copy is used while the registry cannot be reached."),
      maxBytes: withDefault("CATALOGUE_MAX_BYTES", integer(MIB, 1024 * MIB), `${256 * MIB}`, "Largest catalogue that is read."),
    },
  },
  outgoing: {
    title: "Calls to partners",
    settings: {
      extraCa: optional("EXTRA_CA", path, "File with certificates (PEM) of authorities that are trusted besides the usual ones.", "certs/extra-ca.pem"),
      allowPrivateAddresses: withDefault("ALLOW_PRIVATE_ADDRESSES", flag, "false", "Whether partners at private or loopback addresses are called; only for test networks."),
      clientCertificates: withDefault("CLIENT_CERTIFICATES", flag, "false", "Whether each institution has a TLS client certificate, published in its manifest and shown to partners that accept nothing else."),
      connectSeconds: withDefault("CONNECT_SECONDS", integer(1, 120), "10", "Time for a connection to a partner."),
      headersSeconds: withDefault("HEADERS_SECONDS", integer(1, 600), "30", "Time in which a partner has to begin its answer."),
      bodySeconds: withDefault("BODY_SECONDS", integer(1, 600), "60", "Time in which a partner has to end its answer."),
      maxAnswerBytes: withDefault("MAX_ANSWER_BYTES", integer(64 * KIB, 256 * MIB), `${20 * MIB}`, "Largest answer that is read from a partner."),
    },
  },
  delivery: {
    title: "Notifications and refreshes",
    settings: {
      redisUrl: secret(optional("REDIS_URL", url("redis", "rediss"), "Redis for the delivery queue; without it deliveries are timed in the process.", "redis://127.0.0.1:6379/0")),
      redisPrefix: withDefault("REDIS_PREFIX", text, "passerelle", "First part of all keys in Redis, for nodes that share one."),
      inline: withDefault("DELIVERY_INLINE", flag, "true", "Whether `serve` delivers too; `false` leaves it to `passerelle worker`."),
      concurrency: withDefault("DELIVERY_CONCURRENCY", integer(1, 256), "32", "Deliveries at the same time, an eighth of them at most for one partner."),
      retrySeconds: withDefault("DELIVERY_RETRY_SECONDS", decimal(0.1, 3600), "30", "Wait before the first retry; each further one is longer, up to hours."),
      leaseSeconds: withDefault("DELIVERY_LEASE_SECONDS", integer(1, 3600), "90", "Time for which a delivery belongs to the process that began it; one that died gives its deliveries back after that."),
      lifeHours: withDefault("DELIVERY_LIFE_HOURS", integer(1, 2160), "168", "Hours after which a delivery that never succeeded is given up and shown."),
      keepDays: withDefault("DELIVERY_KEEP_DAYS", integer(1, 3650), "30", "Days for which delivered notifications and look-ups are shown; those that failed stay for a year, or until they are sent again."),
      pullMinutes: withDefault("PULL_MINUTES", integer(1, 10_080), "60", "Minutes between two questions to each partner what changed lately."),
      surveyPerMinute: withDefault("SURVEY_PER_MINUTE", decimal(0.001, 60), "4", "Institutions of the network, at most per minute, that are asked for agreements with ours although none were ever exchanged: a first notification may have been lost."),
      surveyDays: withDefault("SURVEY_DAYS", integer(1, 3650), "30", "Days before such an institution is asked again."),
      sweepHours: withDefault("SWEEP_HOURS", decimal(0.01, 720), "24", "Hours between two full comparisons with each partner, which find what was deleted silently."),
    },
  },
  webhooks: {
    title: "Webhooks: systems that are told of changes",
    settings: {
      privateAddresses: withDefault("WEBHOOK_PRIVATE_ADDRESSES", flag, "false", "Whether webhooks may be at private or loopback addresses, such as those of the institution's own network. Whoever has the scope network:write can then make this node send to its neighbours."),
      disableDays: withDefault("WEBHOOK_DISABLE_DAYS", integer(1, 365), "5", "Days after which a webhook that took nothing is disabled; enabled again, it goes on where it stood."),
    },
  },
  provider: {
    title: "Who runs this node",
    settings: {
      adminEmail: optional("ADMIN_EMAIL", email, "Address for trouble with this node, published for institutions that give none of their own.", "ewp@example.edu"),
      adminProvider: withDefault("ADMIN_PROVIDER", text, "Passerelle", "Name of the provider in the manifests, in English: `Provider name (Software)`."),
    },
  },
  metrics: {
    title: "Metrics for Prometheus",
    settings: {
      port: optional("METRICS_PORT", port, "Port on which this process tells its metrics at /metrics; without it there are none. A worker needs another port than the node beside it.", "9464"),
      host: withDefault("METRICS_HOST", text, "127.0.0.1", "Address that the metrics listener binds to. It asks for no token: keep it inside the institution's network."),
    },
  },
  log: {
    title: "Logs",
    settings: {
      level: withDefault("LOG_LEVEL", oneOf("debug", "info", "warn", "error"), "info", "Least important kind of line that is written."),
      format: withDefault("LOG_FORMAT", oneOf("auto", "json", "pretty"), "auto", "`json` = a JSON object per line; `pretty` = for people; `auto` = pretty on a terminal."),
    },
  },
  process: {
    title: "The process",
    settings: {
      shutdownSeconds: withDefault("SHUTDOWN_SECONDS", integer(1, 600), "20", "Time for work in progress after SIGTERM."),
    },
  },
} as const satisfies Sections;

/** What the commands need that ask a running node. */
export const CLIENT_SETTINGS = {
  client: {
    title: "For the commands that ask a running node",
    settings: {
      officeUrl: required("OFFICE_URL", url("https", "http"), "Address of the office listener of the node to ask.", "https://127.0.0.1:9101"),
      token: secret(required("TOKEN", token, "API token of the system that asks.", "psl_...")),
      extraCa: NODE_SETTINGS.outgoing.settings.extraCa,
      commandCert: optional("COMMAND_CERT", path, "File with a client certificate and its private key (PEM, both in one) for an office listener that asks for one.", "certs/command.pem"),
    },
  },
} as const satisfies Sections;

/** The configuration of a node: frozen, typed, in sections. */
export type Config = ValuesOf<typeof NODE_SETTINGS>;
export type ClientConfig = ValuesOf<typeof CLIENT_SETTINGS>["client"];
