import { Window } from "happy-dom";
import { beforeEach, describe, expect, test } from "vitest";

import { type Children, Component, createRef, render } from ".";

const window = new Window();
const place = (): HTMLElement => document.querySelector("main")!;

beforeEach(() => {
  Object.assign(globalThis, { window, document: window.document });
  document.body.innerHTML = "<main></main>";
});

const drawn = (): Promise<void> => new Promise((done) => setTimeout(done));

/** Shows what it is told to show. */
class Shown extends Component<{ readonly first: Children }, { readonly children: Children }> {
  override state = { children: this.props.first };
  updates = 0;

  override componentDidMount(): void {
    shown = this;
  }

  override componentDidUpdate(): void {
    this.updates += 1;
  }

  render(_: object, { children }: { readonly children: Children }) {
    return <div>{children}</div>;
  }
}
let shown: Shown;

async function becomes(first: Children, then: Children): Promise<void> {
  render(<Shown first={first} />, place());
  shown.setState({ children: then });
  await drawn();
}

const rows = (...keys: readonly string[]): Children => keys.map((key) => <input key={key} id={key} />);
const ids = (): string => [...place().querySelectorAll("input")].map((one) => one.id).join(" ");

describe("what is drawn again", () => {
  test.each([
    ["a b c", "b c"],
    ["a b c", "a c"],
    ["a b", "a x b"],
    ["a b c", "c a b"],
    ["a b c d", "d x b"],
    ["", "a b"],
    ["a b", ""],
  ])("rows %s become %s, and those that stay are the same", async (before, after) => {
    const split = (text: string): string[] => text.split(" ").filter(Boolean);
    render(<Shown first={rows(...split(before))} />, place());
    const kept = new Map([...place().querySelectorAll("input")].map((one) => [one.id, one]));
    shown.setState({ children: rows(...split(after)) });
    await drawn();
    expect(ids()).toBe(after);
    for (const one of place().querySelectorAll("input")) if (kept.has(one.id)) expect(one).toBe(kept.get(one.id));
  });

  test("what comes between others takes its place, whatever draws it", async () => {
    const Two = () => (
      <>
        <b>2</b>
        <b>3</b>
      </>
    );
    await becomes([<i>1</i>, null, <i>4</i>], [<i>1</i>, <Two />, <i>4</i>]);
    expect(place().textContent).toBe("1234");
    shown.setState({ children: [<i>1</i>, false, <i>4</i>] });
    await drawn();
    expect(place().textContent).toBe("14");
  });

  test("a component that drew nothing finds its place again", async () => {
    class Late extends Component<object, { readonly isThere: boolean }> {
      override state = { isThere: false };
      override componentDidMount(): void {
        late = this;
      }
      render() {
        return this.state.isThere && <b>2</b>;
      }
    }
    let late!: Late;
    render([<i>1</i>, <Late />, <i>3</i>], place());
    late.setState({ isThere: true });
    await drawn();
    expect(place().textContent).toBe("123");
  });

  test("another element replaces one of another kind, and attributes come and go", async () => {
    await becomes(<p id="a">x</p>, <h2 class="b">y</h2>);
    expect(place().innerHTML).toBe('<div><h2 class="b">y</h2></div>');
    shown.setState({ children: <h2 tabIndex={0} aria-hidden={false} hidden={false}>y</h2> });
    await drawn();
    expect(place().innerHTML.toLowerCase()).toBe('<div><h2 tabindex="0" aria-hidden="false">y</h2></div>');
  });

  test("once, however often it was asked for", async () => {
    render(<Shown first="a" />, place());
    shown.setState({ children: "b" });
    shown.setState({ children: "c" });
    await drawn();
    expect([place().textContent, shown.updates]).toEqual(["c", 1]);
  });

  test("not once it has gone", async () => {
    class Inner extends Component<object> {
      override componentDidMount(): void {
        inner = this;
      }
      render() {
        return <b>here</b>;
      }
    }
    let inner!: Inner;
    const ref = createRef<HTMLDivElement>();
    render(<Shown first={<div ref={ref}><Inner /></div>} />, place());
    expect(ref.current?.textContent).toBe("here");
    inner.forceUpdate();
    shown.setState({ children: "gone" });
    await drawn();
    inner.forceUpdate();
    await drawn();
    expect([place().textContent, ref.current]).toEqual(["gone", null]);
  });
});

describe("a control", () => {
  test("shows what it is given again after somebody typed, and the choice of a list among its own", async () => {
    const list = (value: string): Children => (
      <select value={value}>
        <option value="a">A</option>
        <option value="b">B</option>
      </select>
    );
    await becomes([<input value="1" />, list("a")], [<input value="2" />, list("b")]);
    const [box, choice] = [place().querySelector("input")!, place().querySelector("select")!];
    expect([box.value, choice.value]).toEqual(["2", "b"]);
    box.value = "typed";
    shown.setState({ children: [<input value="2" />, list("a")] });
    await drawn();
    expect([box.value, choice.value]).toEqual(["2", "a"]);
  });

  test("is heard by the function of the last drawing only", async () => {
    const heard: string[] = [];
    await becomes(<button onClick={() => heard.push("old")} />, <button onClick={() => heard.push("new")} />);
    place().querySelector("button")!.click();
    expect(heard).toEqual(["new"]);
  });
});

test("a drawing in a page is of its own kind", () => {
  render(
    <svg viewBox="0 0 1 1">
      <g>
        <title>x</title>
      </g>
    </svg>,
    place(),
  );
  const svg = place().firstElementChild!;
  expect([svg.namespaceURI, svg.querySelector("title")!.namespaceURI]).toEqual(Array(2).fill("http://www.w3.org/2000/svg"));
  expect(svg.getAttribute("viewBox")).toBe("0 0 1 1");
});

test("a text is only ever a text", () => {
  render(<p>{"<b>&amp;</b>"}</p>, place());
  expect(place().textContent).toBe("<b>&amp;</b>");
  expect(place().querySelector("b")).toBeNull();
});
