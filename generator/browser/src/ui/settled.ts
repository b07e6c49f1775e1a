/** What waits for a claim to be worked out. */
import type { Store } from "./store";

/** Once nothing that the claim needs is missing. */
export async function settled(store: Store): Promise<void> {
  await store.start();
  while (store.coming) await store.coming;
}

/** Whether the letter can leave; says why not otherwise. */
export async function canLeave(store: Store): Promise<boolean> {
  await settled(store);
  if (store.view.problems.length === 0) return true;
  // What is wrong may stand in a fold.
  const [folded] = await Promise.all([import("../form/folded"), store.speak()]);
  store.unfold(folded);
  store.send({ type: "refused", problems: store.view.problems });
  return false;
}
