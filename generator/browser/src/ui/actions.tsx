/** What can be done with the letter: files, copy, mail, print, share, link, and the letters that follow. */
import type { LetterSummary } from "../bundle";
import { ACTIONS } from "../strings/actions";

export type Format = "pdf" | "docx" | "txt" | "eml" | "json";
export type Gesture = "copy" | "mail" | "print" | "share" | "link";

type ActionsProps = {
  readonly hasEmail: boolean;
  readonly canShare: boolean;
  readonly isBusy: boolean;
  /** Whether the PDF has the code of a transfer; null where there is no account to pay to. */
  readonly code: boolean | null;
  readonly setCode: (hasCode: boolean) => void;
  /** Called before a click is likely. */
  readonly warm: () => void;
  readonly make: (what: Format | Gesture) => void;
};

const MAIN: readonly Format[] = ["pdf", "docx"];

export function Actions({ hasEmail, canShare, isBusy, code, setCode, warm, make }: ActionsProps) {
  const others: readonly Format[] = hasEmail ? ["txt", "eml", "json"] : ["txt", "json"];
  const gestures: readonly Gesture[] = ["copy", "mail", "print", ...(canShare ? (["share"] as const) : []), "link"];
  const button = (format: Format) => (
    <button
      key={format}
      type="button"
      class={MAIN.includes(format) ? "app-button app-button--main" : "app-quiet"}
      data-download={format}
      title={ACTIONS.names[format]}
      aria-disabled={isBusy ? "true" : undefined}
      onClick={() => make(format)}
    >
      {ACTIONS[format]}
    </button>
  );
  return (
    <div class="app-actions" role="group" aria-label={ACTIONS.download} onPointerEnter={warm} onFocusIn={warm}>
      <div class="app-actions__main">{MAIN.map(button)}</div>
      {code !== null && (
        <label class="app-check">
          <input type="checkbox" data-code checked={code} onChange={(event) => setCode(event.currentTarget.checked)} />
          <span>{ACTIONS.code}</span>
        </label>
      )}
      <div class="app-actions__others">
        {others.map(button)}
        {gestures.map((gesture) => (
          <button key={gesture} type="button" class="app-quiet" data-gesture={gesture} onClick={() => make(gesture)}>
            {ACTIONS[gesture]}
          </button>
        ))}
      </div>
    </div>
  );
}

type NextProps = {
  readonly letters: readonly LetterSummary[];
  readonly isSent: boolean;
  readonly setSent: (isSent: boolean) => void;
};

/** The other letters, which take the same claim; a click on one of them hands it over (`main.ts`). */
export function Next({ letters, isSent, setSent }: NextProps) {
  return (
    <section class="app-next" aria-labelledby="app-next">
      <h3 class="app-notice__title" id="app-next">
        {ACTIONS.next}
      </h3>
      <label class="app-check">
        <input type="checkbox" data-sent checked={isSent} onChange={(event) => setSent(event.currentTarget.checked)} />
        <span>{ACTIONS.sent}</span>
      </label>
      <ul>
        {letters.map((letter) => (
          <li key={letter.id}>
            <a href={`../${letter.id}/`}>{letter.title}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
