/** The questionnaire: questions that follow one another, and the answer beside them. */
import { Component } from "../dom";
import type { Field } from "../form/form";
import { type Law, readLaw } from "../law/dated_values";
import { FieldView, idOf } from "../ui/field";
import { dayNumber, formatDate } from "../values/dates";
import { parse as parseDate } from "../values/parse/dates";
import { Answer, titleOf } from "./answer";
import { type Course, courseOf } from "./decide";
import { latenessOf, limitOf } from "./lateness";
import { ADVICE } from "./strings";
import { type AdviceJson, DEBT, DEBTOR, DUE_ON, type Question, optionsFor } from "./table";

export type Answers = { readonly [question: string]: string };

type Props = {
  readonly advice: AdviceJson;
  readonly today: string;
  readonly root: string;
  readonly answers: Answers;
  /** Told of every change, so that the way back finds it. */
  readonly hold: (answers: Answers) => void;
};

export class Questionnaire extends Component<Props, { readonly answers: Answers }> {
  override state = { answers: this.props.answers };
  private readonly law: Law = readLaw(this.props.advice.law);

  private readonly heard = (event: Event): void => {
    const { target } = event;
    if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
    this.put({ ...this.state.answers, [target.name]: target.value });
  };

  private readonly again = (): void => {
    this.put({});
    // The button goes with the answer: the keyboard goes back to where the questions start.
    document.getElementById(idOf(DEBT))?.focus();
  };

  private put(answers: Answers): void {
    this.setState({ answers });
    this.props.hold(answers);
  }

  private answerTo(question: Question): string {
    return this.state.answers[question.name] ?? question.default;
  }

  private course(): Course {
    const { advice, today } = this.props;
    return courseOf(advice, (question, known) => {
      const answer = this.answerTo(question);
      if (question.name !== DUE_ON) return answer;
      return isDay(answer) ? latenessOf(advice, this.law, known[DEBTOR] ?? "", answer, today) : "";
    });
  }

  render({ advice, root }: Props) {
    const { asked, facts, outcome } = this.course();
    const debtor = facts[DEBTOR] ?? "";
    const dueOn = facts["lateness"] === undefined ? "" : this.state.answers[DUE_ON]!;
    return (
      <div class="advice">
        <form class="app-form advice-form" aria-label={ADVICE.form} onInput={this.heard} onSubmit={(event) => event.preventDefault()}>
          {asked.map((question) => (
            <FieldView
              key={question.name}
              field={fieldFor(question, debtor)}
              text={this.answerTo(question)}
              error={question.name === DUE_ON && this.answerTo(question) !== "" && dueOn === "" ? ADVICE.badDate : ""}
              descriptions={new Map(question.options.map(({ value, help }) => [value, help]))}
            />
          ))}
        </form>
        <section class={`advice-answer${outcome === "" ? " advice-answer--waiting" : ""}`} aria-label={ADVICE.waiting}>
          <p class="relance-hidden" role="status">
            {outcome === "" ? "" : ADVICE.heard(titleOf(advice, outcome))}
          </p>
          {outcome === "" ? (
            <>
              <p class="advice-answer__title">{ADVICE.waiting}</p>
              <p class="advice-answer__reason">{ADVICE.waitingMore}</p>
            </>
          ) : (
            <>
              <Answer advice={advice} outcome={outcome} debtor={debtor} dueOn={dueOn} time={this.time(debtor, dueOn)} root={root} />
              <button type="button" class="app-quiet advice-again" onClick={this.again}>
                {ADVICE.again}
              </button>
            </>
          )}
        </section>
      </div>
    );
  }

  private time(debtor: string, dueOn: string): readonly string[] {
    if (dueOn === "") return [];
    const { advice, today } = this.props;
    const due = formatDate(dueOn);
    if (today <= dueOn) return [ADVICE.notDue(due)];
    const late = ADVICE.late(due, dayNumber(today) - dayNumber(dueOn));
    if (debtor === "foreign") return [late];
    const { expiresOn } = limitOf(advice, this.law, debtor, dueOn, today);
    return [late, (today > expiresOn ? ADVICE.passed : ADVICE.limit)(formatDate(expiresOn))];
  }
}

function isDay(text: string): boolean {
  try {
    return parseDate(text) === text;
  } catch {
    return false;
  }
}

function fieldFor(question: Question, debtor: string): Field {
  const options = optionsFor(question, question.name === DEBTOR ? "" : debtor);
  const kind = question.name === DEBT ? ("list" as const) : ("cards" as const);
  return {
    kind: "field",
    path: question.name,
    label: question.label,
    help: question.help,
    example: "",
    isOptional: false,
    width: "full",
    control: question.name === DUE_ON ? { kind: "date", fallback: "" } : { kind, options, fallback: question.default },
  };
}
