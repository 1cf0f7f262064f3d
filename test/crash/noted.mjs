/** Fields that only one kind of record has. */
const KINDS = { rounds: "learning agreement", proposals: "learning agreement", isSent: "transcript", isOutdated: "transcript" };
/** The records of a mobility share an id, and each has its own revisions. */
export const recordOf = (answer) => [...new Set(Object.keys(KINDS).filter((field) => field in answer).map((field) => KINDS[field])), answer.id ?? answer.omobilityId].join(" ");

/** Notes what an office was told: an answer with a revision is a promise that survives every fault. */
export const noted = (office) => {
  const answered = [];
  return new Proxy(office, {
    get: (target, name) => {
      if (name === "answered") return answered;
      const found = Reflect.get(target, name);
      if (typeof found !== "function") return found;
      return async (...given) => {
        const answer = await found.apply(target, given);
        if (typeof answer?.revision === "number") answered.push({ command: name, id: recordOf(answer), revision: answer.revision });
        return answer;
      };
    },
  });
};
