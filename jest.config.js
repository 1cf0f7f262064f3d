/** Tests run as native ES modules; @swc/jest only strips types, `npm run types` checks them. */
export default {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  extensionsToTreatAsEsm: [".ts"],
  moduleNameMapper: { "^passerelle/client$": "<rootDir>/src/client/index.ts", "^(\\.{1,2}/.*)\\.js$": "$1" },
  transform: { "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }] },
  testTimeout: 180_000,
  testSequencer: "<rootDir>/test/support/order/longest-first.cjs",
  // One more than the two processors of CI: some files mostly wait.
  maxWorkers: 3,
};
