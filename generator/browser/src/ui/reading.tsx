/** What was read of a file, with where each value was found, before any of it is used; loaded with what reads files. */
import { Component, createRef } from "../dom";
import type { Problem } from "../errors";
import { type Found, incoming, withFound } from "../form/incoming";
import { readFile } from "../form/read_file";
import { type Worded, told } from "../form/tell";
import { textAt } from "../form/typed";
import { typedOf } from "../form/typed_of";
import { READ } from "../strings/reading";
import { uncommon } from "../uncommon_later";
import { load } from "./gestures";
import type { Page } from "./page";
import { settled } from "./settled";


/** Reads a file: a claim takes the place of what is typed at once, an invoice shows what it brings first. */
export async function open(page: Page, file: File, module: typeof import("./reading")): Promise<void> {
  const { store } = page;
  const [read] = await Promise.all([uncommon.bring().then(() => readFile(file)), store.start()]);
  const { problems } = read;
  const reading = { fileName: file.name, problems };
  if (read.kind === "invoice") {
    const found = incoming(read.found, store.typed, store.shared);
    page.show({ reading: { module, reading: { ...reading, found } }, message: "" });
    return;
  }
  if (read.data !== null) {
    load(page, typedOf(read.data));
    await settled(store);
  }
  page.show({
    reading: problems.length > 0 ? { module, reading: { ...reading, found: [] } } : null,
    message: read.data === null ? "" : READ.loaded(file.name),
  });
}

/** What the visitor let in of an invoice goes into the form, and what is still missing takes the focus. */
export function use(page: Page, found: readonly Found[]): void {
  const { store } = page;
  load(page, withFound(store.typed, found, `read${store.view.state.rowsMade}`));
  page.show({ reading: null, message: READ.used });
  page.afterwards(() => {
    const { view } = store;
    const empty = view.fields.find((one) => textAt(view.state.typed, one.path) === "" && !one.isOptional);
    if (empty) page.goTo(empty.path);
  });
}

export type Reading = {
  readonly fileName: string;
  readonly found: readonly Found[];
  readonly problems: readonly Problem[];
};

type ReadingProps = { readonly reading: Reading; readonly shared: Worded; readonly page: Page };

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

  render({ reading, shared, page }: ReadingProps) {
    const { found, problems, fileName } = reading;
    const { refused } = this.state;
    const hasFound = found.length > 0;
    return (
      <section class="app-reading" aria-labelledby="app-reading">
        <h3 class="app-notice__title" id="app-reading" ref={this.title} tabIndex={-1}>
          {hasFound ? READ.read(fileName) : problems.length > 0 ? READ.refused(fileName) : fileName}
        </h3>
        {problems.length > 0 && (
          <ul>
            {problems.map((problem, index) => (
              <li key={index}>{told(problem, shared)}</li>
            ))}
          </ul>
        )}
        {hasFound && <p class="app-help">{READ.readHelp}</p>}
        {hasFound && (
          <ul class="app-found">
            {found.map((one) => (
              <li key={one.path}>
                <label class="app-check">
                  <input type="checkbox" checked={!refused.has(one.path)} onChange={() => this.toggle(one.path)} />
                  <span>
                    <span class="app-found__label">{one.label}</span> <strong>{one.shown}</strong>
                    {one.replaced && <span class="app-found__replaced"> {READ.replaces(one.replaced)}</span>}
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
              onClick={() => use(page, found.filter((one) => !refused.has(one.path)))}
            >
              {READ.use}
            </button>
          )}
          <button type="button" class="app-button" onClick={() => page.show({ reading: null })}>
            {hasFound ? READ.discard : READ.close}
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
