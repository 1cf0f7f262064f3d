interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string | undefined;
}

/** All items of a list, page after page; `ask` is given the cursor of each page but the first. Begin again without a cursor to see what came meanwhile. */
export async function* every<T>(ask: (cursor: { readonly cursor?: string }) => Promise<Page<T>>): AsyncGenerator<T, void> {
  for (let cursor: string | undefined; ; ) {
    const page: Page<T> = await ask(cursor === undefined ? {} : { cursor });
    yield* page.items;
    if (page.next === undefined) return;
    cursor = page.next;
  }
}
