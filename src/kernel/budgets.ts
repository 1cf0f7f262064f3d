/** How much somebody may ask for: `perMinute` in the long run, and as much at once after a quiet minute. */
export interface Budgets {
  /** Takes one from the budget of `key`. Gives 0, or the whole seconds after which there is one again when it is used up. */
  take(key: string, now: Date): number;
}

interface Budget {
  /** In parts of a request, so that sums are exact: a millisecond earns `perMinute` parts. */
  parts: number;
  at: number;
}

/** Parts of a request. */
const WHOLE = 60_000;

/** Without a limit. */
export const UNLIMITED: Budgets = { take: () => 0 };

/**
 * Budgets in the memory of this process, `capacity` of them at most: beyond that the one that was begun first is forgotten, and begins
 * anew, full, when its key comes again. A clock that runs backwards takes nothing away.
 */
export const createBudgets = ({ perMinute, capacity }: { readonly perMinute: number; readonly capacity: number }): Budgets => {
  const budgets = new Map<string, Budget>();
  const begun = (key: string, at: number): Budget => {
    if (budgets.size >= capacity) for (const first of budgets.keys()) if (budgets.delete(first)) break;
    const budget = { parts: perMinute * WHOLE, at };
    budgets.set(key, budget);
    return budget;
  };
  return {
    take: (key, now) => {
      const at = now.getTime();
      const budget = budgets.get(key) ?? begun(key, at);
      budget.parts = Math.min(perMinute * WHOLE, budget.parts + Math.max(0, at - budget.at) * perMinute);
      budget.at = at;
      if (budget.parts < WHOLE) return Math.ceil((WHOLE - budget.parts) / perMinute / 1000);
      budget.parts -= WHOLE;
      return 0;
    },
  };
};

/** 0 stands for no limit. */
export const budgetsOf = (perMinute: number, capacity: number): Budgets => (perMinute === 0 ? UNLIMITED : createBudgets({ perMinute, capacity }));
