/** What the law refuses, what to check before sending, and what is left to do when a letter was asked for too soon. */
import type { Problem } from "../errors";
import type { Field } from "../form/form";
import { isMissing, isRefusal } from "../form/state";
import { type Worded, placeOf, told } from "../form/tell";
import { ROWS } from "../strings/form";
import { NOTICES } from "../strings/notices";
import { idOf } from "./field";

/** Where the site says why, and what to do instead. */
const EXPLAINED: Readonly<Record<string, string>> = {
  "prescribed-consumer": "prescription-consommateur",
  insolvency: "procedure-collective",
  "contractual-rate-consumer": "taux-consommateur",
  "contractual-rate-public": "taux-acheteur-public",
  "foreign-debtor": "debiteur-etranger",
  provisional: "taux-inconnu",
};

/** From a letter's page. */
const REFUSED_CASES = "../../cas-refuses/";

type Said = { readonly problems: readonly Problem[]; readonly shared: Worded };

export function Refusals({ problems, shared }: Said) {
  const refusals = problems.filter(isRefusal);
  if (refusals.length === 0) return null;
  return (
    <section class="app-notice app-notice--refusal" aria-labelledby="app-refused">
      <h3 class="app-notice__title" id="app-refused">
        {NOTICES.refused}
      </h3>
      <ul>
        {refusals.map((problem, index) => (
          <li key={index}>
            {told(problem, shared)} <Explained problem={problem} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What to know before sending, unfolded. */
export function Cautions({ problems, shared }: Said) {
  return (
    <ul>
      {problems.map((problem, index) => (
        <li key={index}>
          {told(problem, shared)} <Explained problem={problem} />
        </li>
      ))}
    </ul>
  );
}

function Explained({ problem }: { readonly problem: Problem }) {
  const anchor = EXPLAINED[problem.check];
  return anchor ? <a href={`${REFUSED_CASES}#${anchor}`}>{NOTICES.why}</a> : null;
}

type SummaryProps = {
  readonly problems: readonly Problem[];
  readonly fields: readonly Field[];
  readonly shared: Worded;
  readonly goTo: (path: string) => void;
};

/** Is given the focus when a letter was asked for, since it stands away from the fields that it names. */
export function ErrorSummary({ problems, fields, shared, goTo }: SummaryProps) {
  const places = new Map(fields.map((field) => [field.path, field]));
  return (
    <div class="app-notice app-notice--errors" data-summary tabIndex={-1} role="group" aria-labelledby="app-errors">
      <h3 class="app-notice__title" id="app-errors">
        {NOTICES.summary(problems.length)}
      </h3>
      <ul>
        {problems.map((problem, index) => {
          const field = places.get(problem.field);
          return (
            <li key={index}>
              {field ? <FieldLink field={field} problem={problem} shared={shared} goTo={goTo} /> : told(problem, shared)}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

type LinkProps = Pick<SummaryProps, "shared" | "goTo"> & { readonly field: Field; readonly problem: Problem };

function FieldLink({ field, problem, shared, goTo }: LinkProps) {
  const go = (event: Event): void => {
    // The address of the page stays as it is.
    event.preventDefault();
    goTo(field.path);
  };
  return (
    <>
      <a href={`#${idOf(field.path)}`} onClick={go}>
        {placeOf(field, shared, (list) => ROWS[list]?.one ?? "")}
      </a>
      {!isMissing(problem) && <span class="app-notice__what">{told(problem, shared)}</span>}
    </>
  );
}
