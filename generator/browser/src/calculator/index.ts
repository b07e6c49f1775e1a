/** Mounts the interest calculator on `[data-calculator]`: the words and the law's numbers are those of the letters. */
import { h, render } from "../dom";
import type { SharedJson } from "../bundle";
import { readShared } from "../shared";
import * as device from "../ui/device";
import { Calculator, takeLink } from "./app";
import { typedOfFragment } from "./fragment";
import { uncommon } from "../uncommon_later";
import { ACTIONS, FAILED } from "./strings";

function today(): string {
  const now = new Date();
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

async function mount(place: HTMLElement): Promise<void> {
  const link = takeLink();
  const response = await fetch("../lettres/commun.json");
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  const shared = readShared((await response.json()) as SharedJson);
  const typed = link ?? typedOfFragment(device.held() ?? "");
  await uncommon.bring();
  place.textContent = "";
  render(h(Calculator, { shared, today: today(), typed, greeting: link ? ACTIONS.fromLink : "" }), place);
  place.dataset["ready"] = "";
}

const place = document.querySelector<HTMLElement>("[data-calculator]");
if (place) {
  mount(place).catch((error: unknown) => {
    console.error(error);
    const words = document.createElement("p");
    words.textContent = FAILED;
    place.prepend(words);
  });
}
