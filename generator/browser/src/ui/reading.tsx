/** What was read of a file, with where each value was found, before any of it is used; loaded with what reads files. */
import { Component, createRef } from "../dom";
import type { Problem } from "../errors";
import type { Found } from "../form/incoming";
import { type Worded, told } from "../form/tell";
import { LOAD } from "../strings";

export { incoming, withFound } from "../form/incoming";
export { readFile } from "../form/read_file";

export type Reading = {
  readonly fileName: string;
  readonly found: readonly Found[];
  readonly problems: readonly Problem[];
};

type ReadingProps = {
  readonly reading: Reading;
  readonly shared: Worded;
  readonly use: (found: readonly Found[]) => void;
  readonly discard: () => void;
};

/** Takes focus when it appears. */
export class ReadingView extends Component<ReadingProps, { readonly refused: ReadonlySet<string> }> {
  override state = { refused: doubtful(this.props.reading) };
  private readonly title = createRef<HTMLHeadingElement>();

  override componentDidMount(): void {
    this.title.current?.focus();
  }

  private toggle(path: string): void {
    const refused = new Set(this.state.refused);
    if (!refused.delete(path)) refused.add(path);
    this.setState({ refused });
  }

  render({ reading, shared, use, discard }: ReadingProps) {
    const { found, problems, fileName } = reading;
    const { refused } = this.state;
    const hasFound = found.length > 0;
    return (
      <section class="app-reading" aria-labelledby="app-reading">
        <h3 class="app-notice__title" id="app-reading" ref={this.title} tabIndex={-1}>
          {hasFound ? LOAD.read(fileName) : problems.length > 0 ? LOAD.refused(fileName) : fileName}
        </h3>
        {problems.length > 0 && (
          <ul>
            {problems.map((problem, index) => (
              <li key={index}>{told(problem, shared)}</li>
            ))}
          </ul>
        )}
        {hasFound && <p class="app-help">{LOAD.readHelp}</p>}
        {hasFound && (
          <ul class="app-found">
            {found.map((one) => (
              <li key={one.path}>
                <label class="app-check">
                  <input type="checkbox" checked={!refused.has(one.path)} onChange={() => this.toggle(one.path)} />
                  <span>
                    <span class="app-found__label">{one.label}</span> <strong>{one.shown}</strong>
                    {one.replaced && <span class="app-found__replaced"> {LOAD.replaces(one.replaced)}</span>}
                    <small>{one.from}</small>
                  </span>
                </label>
              </li>
            ))}
          </ul>
        )}
        <p class="app-reading__actions">
          {hasFound && (
            <button
              type="button"
              class="app-button app-button--main"
              onClick={() => use(found.filter((one) => !refused.has(one.path)))}
            >
              {LOAD.use}
            </button>
          )}
          <button type="button" class="app-button" onClick={discard}>
            {hasFound ? LOAD.discard : LOAD.close}
          </button>
        </p>
      </section>
    );
  }
}

/** What is taken only by whoever ticks it. */
function doubtful({ found }: Reading): ReadonlySet<string> {
  return new Set(found.filter((one) => one.isDoubtful).map((one) => one.path));
}
