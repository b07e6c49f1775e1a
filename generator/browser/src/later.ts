/**
 * What the plain case does without, and loads when a claim first needs it.
 *
 * Who asks for a part that is not here throws `NotHere`, so that nothing is ever said without it: whoever called
 * waits for what is coming and asks again.
 */
export class NotHere extends Error {
  constructor(readonly coming: Promise<unknown>) {
    super();
  }
}

/** Gives the part that `load` brings, or throws `NotHere` until then. */
export type Later<Part> = { (): Part; readonly bring: () => Promise<Part> };

export function later<Part>(load: () => Promise<Part>): Later<Part> {
  let part: Part | undefined;
  let coming: Promise<Part> | undefined;
  const bring = (): Promise<Part> =>
    (coming ??= load().then(
      (found) => (part = found),
      (error: unknown) => {
        // The next one who asks may find the network again.
        coming = undefined;
        throw error;
      },
    ));
  const give = (): Part => {
    if (part === undefined) throw new NotHere(bring());
    return part;
  };
  return Object.assign(give, { bring });
}
