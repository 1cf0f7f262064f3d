const Sequencer = require("@jest/test-sequencer").default;

/** Files that mostly wait for processes and clocks begin first, so that the others run in their pauses; the rest as usual, long ones first. */
const WAITING = [/\/sandbox\/key-rotation\./, /\/sandbox\/sandbox\./, /\/sandbox\/partners\//, /\/network\//, /\/fuzz\//, /\/(copy-database|create-packs|reseal)\.test/];

const rank = ({ path }) => {
  const at = WAITING.findIndex((pattern) => pattern.test(path));
  return at === -1 ? WAITING.length : at;
};

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).map((test, at) => ({ test, at })).sort((a, b) => rank(a.test) - rank(b.test) || a.at - b.at).map(({ test }) => test);
  }
};
