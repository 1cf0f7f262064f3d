import tseslint from "typescript-eslint";

const ports = [
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: "Ask the Clock port." },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: "Ask the Clock port." },
  { selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']", message: "Ask the Random port." },
  { selector: "CallExpression[callee.property.name='randomUUID']", message: "Ask the Ids port." },
  { selector: "CallExpression[callee.name='randomUUID']", message: "Ask the Ids port." },
  { selector: "CallExpression[callee.name='fetch']", message: "Outgoing calls go through ewp/runtime." },
  { selector: "MemberExpression[object.name='process'][property.name='env']", message: "Settings come from src/config." },
];

export default tseslint.config(
  { ignores: ["dist/", "node_modules/", "src/api/generated/", "coverage/"] },
  ...tseslint.configs.recommended,
  {
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "no-restricted-exports": ["error", { restrictDefaultExports: { direct: true } }],
      "max-lines": ["error", { max: 300, skipComments: true, skipBlankLines: true }],
      "max-params": ["error", 4],
      eqeqeq: "error",
    },
  },
  {
    files: ["src/**/*.{ts,tsx}"],
    ignores: ["src/app/system.ts", "src/config/load.ts", "src/web/data/browser.ts", "src/client/platform.ts"],
    rules: { "no-restricted-syntax": ["error", ...ports] },
  },
  { files: ["*.config.js", "**/*.cjs", "**/*.d.ts"], rules: { "no-restricted-exports": "off", "@typescript-eslint/no-require-imports": "off" } },
);
