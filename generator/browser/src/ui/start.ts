/** What the form begins with when it is not empty: a link, the letter before, this tab, this device. */
import * as folded from "../form/folded";
import { forAnotherLetter } from "../form/letter_claim";
import { readKept, withoutDays } from "../form/restore";
import { typedOfFragment } from "../form/share";
import { initial } from "../form/state";
import type { TypedGroup } from "../form/typed";
import { SAID } from "../strings/gestures";
import { STARTED } from "../strings/started";
import { load } from "./gestures";
import type { Page } from "./page";
import { settled } from "./settled";
import type { Store } from "./store";

/** A claim, null where there is none to be read, and what to say of it. */
type Start = { readonly typed: TypedGroup | null; readonly greeting: string };

/** Where a claim may wait, the first that holds one counts; each is the text that was kept. */
export type Waiting = {
  /** Followed on purpose. */
  readonly link: string | null;
  readonly handedOver: string | null;
  readonly held: string | null;
  readonly kept: string | null;
};

/** Gives the form what waits for it, and what to say of that. */
export async function begin(store: Store, waiting: Waiting): Promise<string> {
  const { typed, greeting } = await startOf(store, waiting);
  if (typed) {
    store.unfold(folded);
    store.become(initial(typed));
    await settled(store);
  }
  return greeting;
}

async function startOf({ letter }: Store, { link, handedOver, held, kept }: Waiting): Promise<Start> {
  if (link !== null) return ofLink(link);
  const typed = readKept(handedOver ?? held ?? kept ?? "", letter.id);
  if (!typed) return { typed, greeting: "" };
  if (handedOver !== null) return { typed: forAnotherLetter(typed), greeting: STARTED.followed };
  return held !== null ? { typed, greeting: "" } : { typed: withoutDays(typed), greeting: SAID.kept };
}

async function ofLink(fragment: string): Promise<Start> {
  const typed = await typedOfFragment(fragment);
  return { typed, greeting: typed ? STARTED.fromLink : STARTED.badLink };
}

/** A link that fills the form, opened in the tab that already has it. */
export async function follow(page: Page, fragment: string): Promise<void> {
  const { typed, greeting } = await ofLink(fragment);
  if (typed) {
    load(page, typed);
    await settled(page.store);
  }
  page.show({ message: greeting });
}
