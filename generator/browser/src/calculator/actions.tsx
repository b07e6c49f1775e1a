/** What can be done with a statement: write the letter that claims it, copy it, take it into a spreadsheet. */
import type { LetterSummary } from "../bundle";
import { ACTIONS } from "./strings";

export type Gesture = "text" | "tsv" | "csv" | "link";

const GESTURES: readonly Gesture[] = ["text", "tsv", "csv", "link"];

type ActionsProps = {
  /** The likely one first; none while there is nothing to claim. */
  readonly letters: readonly LetterSummary[];
  readonly dossier: string;
  readonly make: (gesture: Gesture) => void;
};

export function Actions({ letters, dossier, make }: ActionsProps) {
  const [likely, ...others] = letters;
  const addressOf = (letter: LetterSummary): string => `../lettres/${letter.id}/${dossier}`;
  return (
    <section class="calculator__actions" aria-label={ACTIONS.title}>
      <p class="calculator__letter">
        <a class="app-button app-button--main" href={likely ? addressOf(likely) : "../lettres/"} data-letter-link>
          {ACTIONS.letter}
        </a>
        <span class="app-help">
          {likely && ACTIONS.opens(likely.title)}
          {others.length > 0 && ` ${ACTIONS.others} `}
          {others.map((letter, index) => (
            <span key={letter.id}>
              {index > 0 && ", "}
              <a href={addressOf(letter)}>{letter.title.toLowerCase()}</a>
            </span>
          ))}
          {others.length > 0 && "."}
        </span>
      </p>
      <p class="calculator__gestures">
        {GESTURES.map((gesture) => (
          <button key={gesture} type="button" class="app-quiet" data-make={gesture} onClick={() => make(gesture)}>
            {ACTIONS[gesture]}
          </button>
        ))}
      </p>
    </section>
  );
}
