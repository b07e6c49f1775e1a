/** The answer: a letter or none, why, and what to look at first. */
import type { Plain } from "../claim/types";
import { Component } from "../dom";
import { fragmentOf } from "../form/share";
import { formatDate } from "../values/dates";
import { ADVICE } from "./strings";
import { type AdviceJson, type Check, DEBTOR, checksFor } from "./table";

type Props = {
  readonly advice: AdviceJson;
  readonly outcome: string;
  readonly debtor: string;
  readonly dueOn: string;
  /** What the date says, in sentences. */
  readonly time: readonly string[];
  /** From this page to the root of the site. */
  readonly root: string;
};

export class Answer extends Component<Props, { readonly fragment: string }> {
  /** The part of the address that fills the letter's form with what is known, "" until it is made. */
  override state = { fragment: "" };
  private handed = "";

  override componentDidMount(): void {
    this.handOver();
  }

  override componentDidUpdate(): void {
    this.handOver();
  }

  private handOver(): void {
    const { advice, debtor, dueOn } = this.props;
    const known = `${debtor} ${dueOn}`;
    if (known === this.handed) return;
    this.handed = known;
    void fragmentOf(claimOf(advice, debtor, dueOn)).then((fragment) => known === this.handed && this.setState({ fragment }));
  }

  render({ advice, outcome, debtor, dueOn, time, root }: Props, { fragment }: { readonly fragment: string }) {
    const found = advice.outcomes[outcome]!;
    const checks = checksFor(advice, found, debtor);
    const title = titleOf(advice, outcome);
    return (
      <>
        <p class={`advice-answer__kind${found.letter ? "" : " advice-answer__kind--none"}`}>{found.letter ? ADVICE.letter : ADVICE.none}</p>
        <h3 class="advice-answer__title">{title}</h3>
        <p class="advice-answer__reason">{found.reason}</p>
        {time.length > 0 && <p class="advice-answer__time">{time.join(" ")}</p>}
        <p class="advice-answer__ways">
          {found.letter && (
            <a class="app-button app-button--main" href={`${root}lettres/${found.letter}/${fragment}`}>
              {ADVICE.write}
            </a>
          )}
          <a class={found.letter ? "app-button" : "app-button app-button--main"} href={root + found.page}>
            {ADVICE.why}
          </a>
          {dueOn !== "" && debtor !== "" && debtor !== "foreign" && (
            <a class="app-button" href={`${root}plan/${fragment}`}>
              {ADVICE.plan}
            </a>
          )}
        </p>
        {checks.length > 0 && (
          <>
            <h4 class="advice-answer__first">{ADVICE.first}</h4>
            <ul class="advice-checks">
              {checks.map((check) => (
                <CheckItem key={check.say} check={check} />
              ))}
            </ul>
          </>
        )}
      </>
    );
  }
}

function CheckItem({ check }: { readonly check: Check }) {
  return (
    <li>
      {check.say}
      {check.checked_on !== null && (
        <small class="relance-source-of">
          {ADVICE.read(check.article, formatDate(check.checked_on))}
          {check.confidence === "high" ? "" : ADVICE.doubtful}
        </small>
      )}
    </li>
  );
}

export function titleOf(advice: AdviceJson, outcome: string): string {
  const found = advice.outcomes[outcome]!;
  return found.title || advice.letters[found.letter] || found.letter;
}

/** What a claim can say of it: the regime and the due date. */
export function claimOf(advice: AdviceJson, debtor: string, dueOn: string): { readonly [name: string]: Plain } {
  const regime = advice.regimes[debtor];
  const isPerson = regime?.kind === "consumer" ? { natural_person: regime.natural_person ? "yes" : "no" } : {};
  return {
    ...(regime ? { [DEBTOR]: { kind: regime.kind, ...isPerson } } : {}),
    ...(dueOn === "" ? {} : { invoices: [{ due_on: dueOn }] }),
  };
}
