/** Mounts the plan on `[data-plan]`, whose value is the way to the root of the site. */
import { h, render } from "../dom";
import type { SharedJson } from "../bundle";
import { readKept } from "../form/restore";
import { typedOfFragment } from "../form/share";
import { FRAGMENT } from "../form/storage";
import type { TypedGroup } from "../form/typed";
import { localCalendars } from "../law/later";
import { readShared } from "../shared";
import * as device from "../ui/device";
import { FAILED } from "./strings";
import { HELD_AS, PlanPage } from "./view";
import { uncommon } from "../uncommon_later";

function today(): string {
  const now = new Date();
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** A link that was followed on purpose comes first, then what this entry of the tab's history held. */
async function startOf(): Promise<TypedGroup | null> {
  const { hash } = location;
  if (hash.startsWith(FRAGMENT)) {
    // Once read it need not stay in the address, nor in the list of visited pages.
    history.replaceState(history.state, "", location.pathname + location.search);
    return typedOfFragment(hash);
  }
  const held = device.held();
  return held === null ? null : readKept(held, HELD_AS);
}

async function mount(place: HTMLElement): Promise<void> {
  const root = place.dataset["plan"] ?? "";
  const response = await fetch(`${root}lettres/commun.json`);
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  const shared = readShared((await response.json()) as SharedJson);
  const typed = await startOf();
  await localCalendars.bring();
  // A claim that was typed elsewhere may hold any of them; here none is asked.
  if (typed) await uncommon.bring();
  place.textContent = "";
  render(h(PlanPage, { shared, today: today(), root, typed }), place);
  place.dataset["ready"] = "";
}

const place = document.querySelector<HTMLElement>("[data-plan]");
if (place) {
  mount(place).catch((error: unknown) => {
    console.error(error);
    const words = document.createElement("p");
    words.textContent = FAILED;
    place.prepend(words);
  });
}
