/** Mounts « Quelle lettre envoyer ? » on `[data-advice]`, whose value is the way to the root of the site. */
import { h, render } from "../dom";
import { isGroup } from "../claim/plain";
import { parsed } from "../form/restore";
import * as device from "../ui/device";
import { FAILED } from "./strings";
import { type AdviceJson, readAdvice } from "./table";
import { type Answers, Questionnaire } from "./view";

function today(): string {
  const now = new Date();
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** What this entry of the tab's history held: answers only. */
function heldAnswers(): Answers {
  const held = parsed(device.held() ?? "");
  const answers = held && isGroup(held["answers"]) ? Object.entries(held["answers"]) : [];
  return Object.fromEntries(answers.filter((one): one is [string, string] => typeof one[1] === "string"));
}

async function mount(place: HTMLElement): Promise<void> {
  const root = place.dataset["advice"] ?? "";
  const response = await fetch(`${root}quelle-lettre/conseil.json`);
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  const advice = readAdvice((await response.json()) as AdviceJson);
  const hold = (answers: Answers): void => device.hold(JSON.stringify({ answers }));
  place.textContent = "";
  render(h(Questionnaire, { advice, today: today(), root, answers: heldAnswers(), hold }), place);
  place.dataset["ready"] = "";
}

const place = document.querySelector<HTMLElement>("[data-advice]");
if (place) {
  mount(place).catch((error: unknown) => {
    console.error(error);
    place.dataset["failed"] = "";
    const words = document.createElement("p");
    words.textContent = FAILED;
    place.prepend(words);
  });
}
